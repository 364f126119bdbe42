import type { ServiceFailure } from "../accounts/service-failure";

/** What was looked at. */
export type DoctorCheck =
  | "node"
  | "pulumi"
  | "plugin"
  | "account"
  | "region"
  | "quota"
  | "connection"
  | "bootstrap"
  | "trust"
  | "approver"
  | "mail"
  | "gitlab";

/** One thing that was looked at, and what to do where it is not as the road needs it. */
export type DoctorLine = {
  readonly check: DoctorCheck;
  /** Which one: `444444444444 eu-west-1`, `product-owner`. */
  readonly subject: string;
  readonly message: string;
} & ({ readonly level: "ok" } | { readonly level: "warning" | "fault"; readonly fix: string });

export type Level = DoctorLine["level"];

/** Writes the lines of one check. */
export function lines(check: DoctorCheck) {
  return {
    ok: (subject: string, message: string): DoctorLine => ({ check, subject, level: "ok", message }),
    /** The road works, or will after the next `pulumi up`; still worth a look. */
    warning: (subject: string, message: string, fix: string): DoctorLine => ({
      ...{ check, subject, level: "warning" as const, message, fix },
    }),
    /** The road does not work so. */
    fault: (subject: string, message: string, fix: string): DoctorLine => ({
      ...{ check, subject, level: "fault" as const, message, fix },
    }),
    /** Nothing is known: never "ok". */
    notChecked: (subject: string, { message, fix }: ServiceFailure): DoctorLine => ({
      ...{ check, subject, level: "warning" as const, message: `not checked: ${message}`, fix },
    }),
  };
}
