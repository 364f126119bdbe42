import type { Inventory } from "../inventory";
import type { Place } from "../registration";
import { tokens } from "../type-tokens";
import type { Reply } from "./reply";
import { done, refused } from "./reply";

/** Who gets where: which account a role leads to, and whether a session or a token still holds. */
export class Credentials {
  private readonly redirected = new Map<string, string>();
  private readonly expired = new Set<string>();

  constructor(private readonly world: Inventory) {}

  /** The account that an assumed role leads to. */
  assume(roleArn: string): Reply<string> {
    const [, , , , account = ""] = roleArn.split(":");
    const role = this.world.withArn(roleArn);
    if (role?.type !== tokens.role)
      return refused(
        "AccessDenied",
        `Cannot assume IAM Role ${roleArn}: is not authorized to perform: sts:AssumeRole; ` +
          `create the role in account ${account}, or let this identity take it`,
      );
    return done(this.redirected.get(roleArn) ?? account);
  }

  /** A role that leads elsewhere than its ARN says, as a wrong profile or proxy would. */
  redirect(roleArn: string, account: string): void {
    this.redirected.set(roleArn, account);
  }

  /** From now on calls to this account or GitLab host are refused. */
  expire(accountOrHost: string): void {
    this.expired.add(accountOrHost);
  }

  restore(): void {
    this.redirected.clear();
    this.expired.clear();
  }

  lost(place: Place): Reply<never> | undefined {
    const where = place.kind === "aws" ? (place.accountId ?? "") : place.host;
    if (!this.expired.has(where)) return undefined;
    return place.kind === "aws"
      ? refused("ExpiredToken", "The security token included in the request is expired")
      : refused("Unauthorized", "401 Unauthorized: the token was revoked or has expired");
  }
}
