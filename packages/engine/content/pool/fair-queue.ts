/**
 * A queue with a lane for each caller. Jobs are taken from lane to lane, so that a long lane delays no other.
 */
export class FairQueue<Job> {
  private readonly lanes = new Map<string, Job[]>();
  private count = 0;

  get size(): number {
    return this.count;
  }

  sizeOf(lane: string): number {
    return this.lanes.get(lane)?.length ?? 0;
  }

  push(lane: string, job: Job): void {
    const jobs = this.lanes.get(lane);
    if (jobs) jobs.push(job);
    else this.lanes.set(lane, [job]);
    this.count += 1;
  }

  /**
   * The oldest job of the lane that has waited longest for its turn, among lanes that may run. The lane goes
   * to the end.
   */
  take(mayRun: (lane: string) => boolean): Job | undefined {
    for (const [lane, jobs] of this.lanes) {
      if (!mayRun(lane)) continue;
      const job = jobs.shift();
      this.lanes.delete(lane);
      if (jobs.length > 0) this.lanes.set(lane, jobs);
      this.count -= 1;
      return job;
    }
    return undefined;
  }

  /** Removes matching jobs from every lane. */
  remove(matches: (job: Job) => boolean): readonly Job[] {
    const removed: Job[] = [];
    for (const [lane, jobs] of this.lanes) {
      const kept = jobs.filter((job) => !matches(job));
      if (kept.length === jobs.length) continue;
      removed.push(...jobs.filter(matches));
      if (kept.length > 0) this.lanes.set(lane, kept);
      else this.lanes.delete(lane);
    }
    this.count -= removed.length;
    return removed;
  }
}
