import { AnalyzeStackRequest, PolicyType } from "@pulumi/pulumi/proto/analyzer_pb";
import type { AnalyzerInfo, AnalyzerResource } from "@pulumi/pulumi/proto/analyzer_pb";
import { analyzeRequest } from "./analyzer-messages";
import { reconcile } from "./policy-config";
import type { PolicySetting } from "./policy-config";
import type { PolicyPack } from "./policy-pack";
import { PolicyPackFailure } from "./policy-pack";
import { PolicyVerdict } from "./policy-verdict";
import type { PolicyResult } from "./result";
import type { RegisteredResource } from "./registered-resource";
import type { Branch } from "../../emulator/tree";

/** Questions that may wait for an answer at once: enough to keep the pack busy, few enough to hold in memory. */
const openQuestions = 16;

/**
 * Puts every registration before the policy pack while the program goes on: a preview collects findings and
 * stops for none, so the program need not wait for the answers.
 */
export class Judge {
  private readonly waiting: RegisteredResource[] = [];
  private readonly workers: Promise<void>[] = [];
  private readonly ready: Promise<Prepared>;
  private closed = false;
  private readonly wake: (() => void)[] = [];

  constructor(
    private readonly pack: PolicyPack,
    configuration: Branch,
  ) {
    this.ready = this.prepare(configuration);
    this.ready.catch(() => undefined);
    for (let count = 0; count < openQuestions; count += 1) {
      const worker = this.work();
      worker.catch(() => undefined);
      this.workers.push(worker);
    }
  }

  /** Queues a resource to be judged by its inputs. */
  add(resource: RegisteredResource): void {
    this.waiting.push(resource);
    this.wake.shift()?.();
  }

  /** Waits for every answer, puts the whole stack before the pack, and gives one outcome a policy. */
  async finish(stack: readonly AnalyzerResource[]): Promise<PolicyResult[]> {
    this.closed = true;
    this.wake.splice(0).forEach((wake) => wake());
    await Promise.all(this.workers);
    const { verdict, stackPolicies } = await this.ready;
    verdict.take(
      await this.pack.analyzeStack(new AnalyzeStackRequest().setResourcesList([...stack])),
      stackPolicies,
      null,
    );
    return verdict.results();
  }

  private async work(): Promise<void> {
    const { verdict, resourcePolicies } = await this.ready;
    for (;;) {
      const resource = this.waiting.shift();
      if (resource) {
        if (resourcePolicies.length > 0)
          verdict.take(await this.pack.analyze(analyzeRequest(resource)), resourcePolicies, resource.urn);
      } else if (this.closed) return;
      else await new Promise<void>((resolve) => this.wake.push(resolve));
    }
  }

  private async prepare(configuration: Branch): Promise<Prepared> {
    const info = await this.pack.info();
    const { settings, problems } = reconcile(info, configuration);
    if (problems.length > 0)
      throw new PolicyPackFailure(`the policy config does not fit the pack\n  ${problems.join("\n  ")}`);
    await this.pack.configure(settings);
    return {
      verdict: new PolicyVerdict(info, settings),
      resourcePolicies: enabled(info, settings, PolicyType.POLICY_TYPE_RESOURCE),
      stackPolicies: enabled(info, settings, PolicyType.POLICY_TYPE_STACK),
    };
  }
}

interface Prepared {
  readonly verdict: PolicyVerdict;
  readonly resourcePolicies: readonly string[];
  readonly stackPolicies: readonly string[];
}

function enabled(
  info: AnalyzerInfo,
  settings: ReadonlyMap<string, PolicySetting>,
  type: PolicyType,
): readonly string[] {
  return info
    .getPoliciesList()
    .filter((policy) => policy.getPolicyType() === type)
    .map((policy) => policy.getName())
    .filter((name) => settings.get(name)?.level !== "disabled");
}
