const STRIKES = 3;
const ASIDE_MS = 10 * 60_000;
/** Most templates to remember. */
const KEPT = 1_000;

interface Record {
  strikes: number;
  asideUntil: number;
}

/**
 * Templates whose rendering had to be stopped. After three times in a row, for whichever people, a template
 * is refused for ten minutes; otherwise a flow of ten thousand people would block a thread for hours.
 */
export class SetAside {
  private readonly records = new Map<string, Record>();
  private readonly now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.now = now;
  }

  isAside(template: string): boolean {
    return (this.records.get(template)?.asideUntil ?? 0) > this.now();
  }

  /** The rendering ended by itself, with or without success. */
  ended(template: string): void {
    this.records.delete(template);
  }

  /** The rendering was stopped. @returns true when the template is set aside from now on */
  stopped(template: string): boolean {
    const record = this.records.get(template) ?? { strikes: 0, asideUntil: 0 };
    this.records.delete(template);
    record.strikes += 1;
    // After its time aside the template gets one attempt.
    if (record.strikes >= STRIKES) record.asideUntil = this.now() + ASIDE_MS;
    if (this.records.size >= KEPT) this.records.delete(this.records.keys().next().value!);
    this.records.set(template, record);
    return record.strikes >= STRIKES;
  }
}
