/** What the settings call a service, as IAM knows it. */
interface ServiceNames {
  /** Prefixes of the service's own actions (service authorization reference). */
  readonly own: readonly string[];
  /** Prefixes of what else it takes to manage everything of it. */
  readonly beside: readonly string[];
}

/** Services whose name in the settings is not the prefix of their actions alone. */
const exceptions: ReadonlyMap<string, ServiceNames> = new Map([
  // State machines write their logs through a delivery that knows no resource (Step Functions guide, "Logging").
  ["stepfunctions", { own: ["states"], beside: ["logs"] }],
]);

/** A service of the settings (`workload.services`). One that is not listed here is called as IAM calls it. */
export function serviceNames(service: string): ServiceNames {
  return exceptions.get(service) ?? { own: [service], beside: [] };
}
