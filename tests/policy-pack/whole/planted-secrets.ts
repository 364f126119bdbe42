/** By what a planted secret is found in a message, also where only its beginning is shown. */
export const mark = /hush\d{4}/i;

/**
 * Secrets that can be told apart, planted wherever in a resource one can stand. Names, ARNs, types, actions and keys
 * stay what they are: a message has to name them.
 */
export class PlantedSecrets {
  /** Place of each secret, by its number. */
  readonly places: string[] = [];

  /** A new secret for a place. */
  secret(place: string): string {
    this.places.push(place);
    return `hush${String(this.places.length).padStart(4, "0")}-Zk3vQ9tLw2Rb7Xn`;
  }

  /** In the form of an access key of AWS. */
  accessKey(place: string): string {
    return `AKIA${this.secret(place).slice(0, 8).toUpperCase()}EXAMPLEX`;
  }

  /** In the form of a token of GitLab. */
  token(place: string): string {
    return `glpat-${this.secret(place)}`;
  }

  /** An address with a password before its host and a token behind its path. */
  address(place: string): string {
    return `https://bot:${this.secret(place)}@example.com/acme/infra?token=${this.secret(place)}`;
  }

  /** The properties of a resource, with secrets where its type has room for them. */
  in(type: string, properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const planted = Object.entries(properties).map(
      ([key, value]) => [key, this.property(`${type} ${key}`, key, value)] as const,
    );
    return {
      description: this.secret(`${type} description`),
      ...this.ofType(type),
      ...Object.fromEntries(planted),
    };
  }

  private property(place: string, key: string, value: unknown): unknown {
    if (key === "description" || key === "insecureValue" || key === "content") return this.secret(place);
    if (key === "tags") return isObject(value) ? { ...value, note: this.secret(place) } : value;
    if (/policy$/i.test(key) && typeof value === "string") return this.document(place, value);
    if (key === "environment" && isObject(value)) return this.environment(place, value);
    if (key === "source" && isObject(value)) return this.source(place, value);
    if (key === "stages" && Array.isArray(value))
      return value.map((stage: unknown) => this.stage(place, stage));
    return value;
  }

  /** A condition more for the first statement, so that the document keeps most of its meaning. */
  private document(place: string, text: string): string {
    const document = parsed(text);
    if (!isObject(document) || !Array.isArray(document["Statement"])) return text;
    const [first, ...others] = document["Statement"] as readonly unknown[];
    if (!isObject(first)) return text;
    const condition = isObject(first["Condition"]) ? first["Condition"] : {};
    const Condition = {
      ...condition,
      StringEqualsIfExists: {
        "sts:ExternalId": this.secret(place),
        "aws:RequestTag/owner": this.secret(place),
      },
    };
    return JSON.stringify({ ...document, Statement: [{ ...first, Condition }, ...others] });
  }

  private environment(place: string, environment: object): object {
    const given: unknown = (environment as { environmentVariables?: unknown }).environmentVariables;
    return {
      ...environment,
      environmentVariables: [...(Array.isArray(given) ? (given as unknown[]) : []), ...this.variables(place)],
    };
  }

  private variables(place: string): readonly object[] {
    return [
      { name: "LOG_LEVEL", value: this.secret(place), type: "PLAINTEXT" },
      { name: "API_TOKEN", value: this.token(place), type: "PLAINTEXT" },
      { name: "AWS_ACCESS_KEY_ID", value: this.accessKey(place) },
    ];
  }

  private source(place: string, source: object): object {
    const { buildspec } = source as { buildspec?: unknown };
    return {
      ...source,
      ...(typeof buildspec === "string" && buildspec.includes("\n")
        ? { buildspec: `${buildspec}\n# ${this.secret(place)}\n` }
        : {}),
      auth: { type: "OAUTH", resource: this.secret(place) },
    };
  }

  private stage(place: string, stage: unknown): unknown {
    if (!isObject(stage) || !Array.isArray(stage["actions"])) return stage;
    const actions = (stage["actions"] as readonly unknown[]).map((action) =>
      isObject(action) ? this.action(place, action) : action,
    );
    return { ...stage, actions };
  }

  private action(place: string, action: Readonly<Record<string, unknown>>): object {
    const configuration = isObject(action["configuration"]) ? action["configuration"] : {};
    const text = configuration["EnvironmentVariables"];
    const given = typeof text === "string" ? parsed(text) : [];
    const variables = [...(Array.isArray(given) ? (given as unknown[]) : []), ...this.variables(place)];
    return {
      ...action,
      configuration: {
        ...configuration,
        ...(action["provider"] === "CodeBuild" ? { EnvironmentVariables: JSON.stringify(variables) } : {}),
        OAuthToken: this.secret(place),
        CustomData: this.secret(place),
      },
    };
  }

  /** Properties of some types whose values are secrets. */
  private ofType(type: string): Readonly<Record<string, unknown>> {
    switch (type) {
      case "aws:codebuild/webhook:Webhook":
        return { secret: this.secret(type), payloadUrl: this.address(type) };
      case "aws:codebuild/sourceCredential:SourceCredential":
        return { token: this.token(type), userName: this.secret(type) };
      case "aws:codepipeline/pipeline:Pipeline":
        return { variables: [{ name: "release", defaultValue: this.secret(type) }] };
      case "aws:codepipeline/webhook:Webhook":
        return { authenticationConfiguration: { secretToken: this.secret(type) }, url: this.address(type) };
      case "aws:iam/accessKey:AccessKey":
        return { secret: this.secret(type), sesSmtpPasswordV4: this.secret(type) };
      case "aws:iam/userLoginProfile:UserLoginProfile":
        return { password: this.secret(type), encryptedPassword: this.secret(type) };
      case "aws:cloudwatch/eventTarget:EventTarget":
        return { input: this.secret(type), inputPath: this.secret(type) };
      case "aws:lambda/function:Function":
        return { environment: { variables: { API_TOKEN: this.secret(type) } } };
      case "pulumi:providers:aws":
        return { accessKey: this.accessKey(type), secretKey: this.secret(type), token: this.secret(type) };
      case "pulumi:providers:gitlab":
        return { token: this.token(type) };
      default:
        return type.startsWith("gitlab:") ? { token: this.token(type), value: this.secret(type) } : {};
    }
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
