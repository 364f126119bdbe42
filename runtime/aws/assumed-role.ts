import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { StepFailure } from "../step/step-failure";

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date | undefined;
}

/**
 * Gives credentials of target roles. Every call goes to STS in the DevOps region: the endpoint of an opt-in
 * region refuses callers whose own account has not enabled it. A chained session lasts an hour at most (IAM
 * guide, "Role chaining"); the SDK asks again before it ends.
 */
export class AssumedRoles {
  private readonly sts: STSClient;

  constructor(
    stsRegion: string,
    private readonly execution: string,
  ) {
    this.sts = new STSClient({ region: stsRegion, maxAttempts: 5 });
  }

  credentials(roleArn: string): () => Promise<Credentials> {
    return async () => {
      const assume = new AssumeRoleCommand({
        RoleArn: roleArn,
        RoleSessionName: `delivery-${this.execution}`,
      });
      const { Credentials: given } = await this.sts.send(assume).catch((error: unknown) => {
        throw new StepFailure(
          `Cannot assume ${roleArn}: ${error instanceof Error ? error.message : String(error)}`,
        );
      });
      if (!given?.AccessKeyId || !given.SecretAccessKey || !given.SessionToken) {
        throw new StepFailure(`STS gave no credentials for ${roleArn}.`);
      }
      return {
        accessKeyId: given.AccessKeyId,
        secretAccessKey: given.SecretAccessKey,
        sessionToken: given.SessionToken,
        expiration: given.Expiration,
      };
    };
  }
}
