import type { ReportObjects } from "../../runtime/report/report-store";

/** A versioned bucket that nobody can write twice; remembers every call. */
export class FakeReports implements ReportObjects {
  readonly calls: string[] = [];
  private readonly objects = new Map<string, { content: string; version: string }>();

  putOnce(key: string, content: string): Promise<string | undefined> {
    this.calls.push(`put ${key}`);
    if (this.objects.has(key)) return Promise.resolve(undefined);
    const version = `version-${this.objects.size + 1}`;
    this.objects.set(key, { content, version });
    return Promise.resolve(version);
  }

  get(key: string, version?: string): Promise<string | undefined> {
    this.calls.push(`get ${key}`);
    const found = this.objects.get(key);
    return Promise.resolve(
      found === undefined || (version !== undefined && version !== found.version) ? undefined : found.content,
    );
  }

  keys(): readonly string[] {
    return [...this.objects.keys()];
  }

  content(key: string): string {
    return this.objects.get(key)?.content ?? "";
  }
}
