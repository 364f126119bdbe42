/** Why AWS or GitLab gave no answer that can be worked with. */
export type FailureCode =
  | "no-credentials"
  | "expired"
  | "denied"
  | "wrong-account"
  | "throttled"
  | "service-error"
  | "timeout"
  | "unreachable"
  | "interrupted"
  | "not-found"
  | "refused";

/** A call that failed, told so that a person knows what was tried and what to do. */
export interface ServiceFailure {
  readonly kind: "failure";
  readonly code: FailureCode;
  /** What was being done: `reading the connection payments-gitlab`. */
  readonly doing: string;
  /** What the service or the network said; never a secret. */
  readonly message: string;
  /** What to do about it. */
  readonly fix: string;
}

/** Failures after which the same call may well succeed a little later. */
export function isPassing({ code }: ServiceFailure): boolean {
  return code === "throttled" || code === "service-error" || code === "timeout" || code === "unreachable";
}

export function isFailure(value: unknown): value is ServiceFailure {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "failure";
}

export function failure(code: FailureCode, doing: string, message: string): ServiceFailure {
  return { kind: "failure", code, doing, message, fix: fixes[code] };
}

const fixes: Readonly<Record<FailureCode, string>> = {
  "no-credentials":
    "sign in to AWS first: a profile, `aws sso login`, or AWS_ACCESS_KEY_ID and its companions",
  expired: "sign in again: the credentials of this session have expired",
  denied: "ask for the right, or sign in as somebody who has it",
  "wrong-account": "sign in to the right account, or correct the account in the settings",
  throttled: "wait a minute and run this again",
  "service-error": "run this again; if it stays so, look at the service's status page",
  timeout: "check the network and a proxy, then run this again",
  unreachable: "check the network, a proxy, and the region or address in the settings, then run this again",
  interrupted: "run this again; nothing is half done",
  "not-found": "check the name or the ARN, the account and the region",
  refused: "correct what the service names",
};

/** What the SDK and Node throw, as far as it is read here. */
interface Thrown {
  readonly name?: string;
  readonly code?: unknown;
  readonly message?: string;
  readonly $fault?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** The failure that an error of an SDK client or of the network stands for. */
export function failureOf(error: unknown, doing: string): ServiceFailure {
  const thrown = (typeof error === "object" && error !== null ? error : { message: String(error) }) as Thrown;
  const code = codeOf(thrown);
  // The SDK's text on this is a paragraph about its own settings.
  return failure(code, doing, code === "timeout" ? "no answer in time" : messageOf(thrown));
}

const expired =
  /^(ExpiredToken(Exception)?|RequestExpired|TokenRefreshRequired|ExpiredTokenIdentityException)$/;
const unknownCaller =
  /^(CredentialsProviderError|InvalidClientTokenId|UnrecognizedClientException|SignatureDoesNotMatch|InvalidSignatureException|MissingAuthenticationToken(Exception)?|IncompleteSignature|InvalidAccessKeyId|AuthFailure|TokenProviderError)$/;
const denied =
  /^(AccessDenied(Exception)?|AuthorizationError(Exception)?|UnauthorizedOperation|OptInRequired)$/;
const throttled =
  /^(Throttl(ing|ed)(Exception)?|ThrottledException|TooManyRequests(Exception)?|RequestLimitExceeded|SlowDown|RequestThrottled(Exception)?|PriorRequestNotComplete)$/;
const missing = /(NotFound(Exception)?|NoSuchEntity(Exception)?)$/;
const offline =
  /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|EPIPE|UND_ERR_SOCKET|CERT_.*|.*_CERT.*)$/;

function codeOf({ name = "", code, $fault, $metadata }: Thrown): FailureCode {
  const status = $metadata?.httpStatusCode;
  if (name === "AbortError") return "interrupted";
  if (expired.test(name)) return "expired";
  if (unknownCaller.test(name)) return "no-credentials";
  if (denied.test(name)) return "denied";
  if (throttled.test(name) || status === 429) return "throttled";
  if (missing.test(name)) return "not-found";
  // The SDK calls a connection that was broken off a timeout, too.
  if (typeof code === "string" && offline.test(code)) return "unreachable";
  if (name === "TimeoutError" || code === "ETIMEDOUT" || code === "UND_ERR_CONNECT_TIMEOUT") return "timeout";
  if ($fault === "server" || (status !== undefined && status >= 500)) return "service-error";
  return "refused";
}

/** AWS answers a wrong signature with the request that it expected, the session's token in it. */
function messageOf({ name = "Error", message = "" }: Thrown): string {
  if (/Signature/.test(name)) return `${name}: the signature of the request is not accepted`;
  const text = message.replace(/\s+/g, " ").trim();
  if (text === "" || text === "UnknownError" || text === name) return name;
  return name === "Error" || name === "TimeoutError" ? text : `${name}: ${text}`;
}
