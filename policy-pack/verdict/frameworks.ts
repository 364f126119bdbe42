/** A demand of a published framework, by its id there. */
export interface FrameworkReference {
  readonly name: string;
  readonly version: string;
  readonly reference: string;
  readonly title: string;
}

const owasp = { name: "OWASP Top 10 CI/CD Security Risks", version: "2022" };
const slsa = { name: "SLSA", version: "1.2" };

/** Which rows of the catalogue answer which demand. */
const mapping: readonly (FrameworkReference & { readonly rows: readonly number[] })[] = [
  {
    ...owasp,
    reference: "CICD-SEC-1",
    title: "Insufficient Flow Control Mechanisms",
    rows: [...range(9, 18), ...range(59, 62), ...range(105, 108), 112],
  },
  {
    ...owasp,
    reference: "CICD-SEC-2",
    title: "Inadequate Identity and Access Management",
    rows: [52, ...range(68, 72), 113],
  },
  { ...owasp, reference: "CICD-SEC-3", title: "Dependency Chain Abuse", rows: [30, 34, 58, 90] },
  {
    ...owasp,
    reference: "CICD-SEC-4",
    title: "Poisoned Pipeline Execution",
    rows: [4, 5, 6, 29, 31, 32, 111],
  },
  {
    ...owasp,
    reference: "CICD-SEC-5",
    title: "Insufficient PBAC (Pipeline-Based Access Controls)",
    rows: [11, 33, 34, 114],
  },
  {
    ...owasp,
    reference: "CICD-SEC-6",
    title: "Insufficient Credential Hygiene",
    rows: [19, 22, 27, 46, 47, 48, 57, 110],
  },
  {
    ...owasp,
    reference: "CICD-SEC-7",
    title: "Insecure System Configuration",
    rows: [35, 36, ...range(82, 88)],
  },
  {
    ...owasp,
    reference: "CICD-SEC-8",
    title: "Ungoverned Usage of 3rd Party Services",
    rows: [8, 36, 37, 38],
  },
  {
    ...owasp,
    reference: "CICD-SEC-9",
    title: "Improper Artifact Integrity Validation",
    rows: [30, 34, 58, 90],
  },
  {
    ...owasp,
    reference: "CICD-SEC-10",
    title: "Insufficient Logging and Visibility",
    rows: [25, 89, 100, 104],
  },
  { ...slsa, reference: "Source L2/L3", title: "History and protected branches", rows: [105, 108, 109] },
  { ...slsa, reference: "Source L4", title: "Two-party review", rows: [106, 107] },
  {
    ...slsa,
    reference: "Build L2/L3",
    title: "Hosted, isolated and unforgeable builds",
    rows: [...range(22, 35), 58],
  },
];

/** The demands that a row of the catalogue answers; the weightiest first. */
export function frameworksOf({ number }: { readonly number: number }): readonly FrameworkReference[] {
  return mapping
    .filter(({ rows }) => rows.includes(number))
    .map(({ name, version, reference, title }) => ({ name, version, reference, title }));
}

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
