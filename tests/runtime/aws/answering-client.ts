import { Readable } from "node:stream";

/** One HTTP request as the SDK would have sent it. */
export interface SentRequest {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface SdkRequest {
  readonly method: string;
  readonly hostname: string;
  readonly path: string;
  readonly query?: Record<string, string>;
  readonly headers: Record<string, string>;
  readonly body?: unknown;
}

/**
 * Configuration of an SDK client whose requests are answered here, in order, without a network. A request
 * too many fails.
 */
export function answering(answers: readonly Answer[]) {
  const sent: SentRequest[] = [];
  const remaining = [...answers];
  const handle = (request: SdkRequest) => {
    const { method, hostname, path, query, headers, body } = request;
    const text =
      typeof body === "string" ? body : body instanceof Uint8Array ? new TextDecoder().decode(body) : "";
    sent.push({ method, host: hostname, path, query: query ?? {}, headers, body: text });
    const answer = remaining.shift();
    if (answer === undefined) throw new Error(`Nobody expected ${method} ${hostname}${path}.`);
    const response = {
      statusCode: answer.status ?? 200,
      headers: answer.headers ?? {},
      body: Readable.from([Buffer.from(answer.body ?? "")]),
    };
    return Promise.resolve({ response });
  };
  const configuration = {
    region: "eu-central-1",
    credentials: { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "example" },
    maxAttempts: 1,
    requestHandler: {
      handle,
      metadata: { handlerProtocol: "http/1.1" },
      updateHttpClientConfig() {},
      httpHandlerConfigs: () => ({}),
    },
  };
  return { configuration, sent };
}
