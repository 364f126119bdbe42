import type { Inventory } from "../inventory";
import type { Place } from "../registration";
import { tokens } from "../type-tokens";
import type { Reply } from "./reply";
import { done, refused } from "./reply";

/** Who gets where: which account a role leads to, and whether a session or a token still holds. */
export class Credentials {
  private readonly redirected = new Map<string, string>();
  /** Calls that are still answered, by account or host. */
  private readonly callsLeft = new Map<string, number>();

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

  /** After so many more calls, all to this account or GitLab host are refused. */
  expire(accountOrHost: string, afterCalls = 0): void {
    this.callsLeft.set(accountOrHost, afterCalls);
  }

  restore(): void {
    this.redirected.clear();
    this.callsLeft.clear();
  }

  lost(place: Place): Reply<never> | undefined {
    const where = place.kind === "aws" ? (place.accountId ?? "") : place.host;
    const left = this.callsLeft.get(where) ?? Number.POSITIVE_INFINITY;
    if (left > 0) {
      this.callsLeft.set(where, left - 1);
      return undefined;
    }
    return place.kind === "aws"
      ? refused("ExpiredToken", "The security token included in the request is expired")
      : refused("Unauthorized", "401 Unauthorized: the token was revoked or has expired");
  }
}
