import { own } from '@millrace/base';
import type { Json } from '@millrace/base';
import type { StepResult } from '@millrace/flow';
import type { NodeCounts, Rehearsal, RehearsedEnrolment, RehearsedMessage } from './types.ts';

const isDone = (data: Json) => (data as { readonly outcome?: string } | null)?.outcome === 'done';

const none = (): NodeCounts => ({
  entered: 0,
  waiting: 0,
  sent: 0,
  refused: 0,
  skipped: 0,
  held: 0,
  silent: 0,
  opened: 0,
  clicked: 0,
  bought: 0,
  exited: 0,
  done: 0,
  went: {},
});

/** The counts of a running rehearsal. */
export class Counters {
  people = 0;
  entered = 0;
  heldOut = 0;
  readonly subjects = { entered: 0, heldOut: 0 };
  running = 0;
  steps = 0;
  readonly ended: Record<string, number> = {};
  readonly notEntered: Record<string, number> = {};
  readonly reasons: Record<string, number> = {};
  readonly sent: Record<string, number> = {};
  readonly decisions: Record<string, number> = {};
  readonly nodes = new Map<string, NodeCounts>();
  readonly enrolments: RehearsedEnrolment[] = [];
  readonly messages: RehearsedMessage[] = [];
  readonly #keepMessages: number;
  readonly keepEnrolments: number;

  constructor(nodes: readonly string[], keepEnrolments: number, keepMessages: number) {
    for (const node of nodes) this.nodes.set(node, none());
    this.keepEnrolments = keepEnrolments;
    this.#keepMessages = keepMessages;
  }

  at(node: string): NodeCounts {
    let counts = this.nodes.get(node);
    if (!counts) {
      counts = none();
      this.nodes.set(node, counts);
    }
    return counts;
  }

  step({ trace, effects }: StepResult): void {
    this.steps += 1;
    for (const entry of trace) {
      if (entry.node === null) continue;
      if (entry.what === 'entered') this.at(entry.node).entered += 1;
      else if (entry.what === 'went' && entry.port !== null) add(this.at(entry.node).went, entry.port);
      else if (entry.what === 'exited') this.at(entry.node).exited += 1;
      else if (entry.what === 'answered' && isDone(entry.data)) this.at(entry.node).done += 1;
    }
    for (const effect of effects)
      if (effect.type === 'decision')
        add(this.decisions, `${effect.decision.model}:${effect.decision.chosen}`);
  }

  message(message: RehearsedMessage): void {
    this.at(message.node)[message.outcome] += 1;
    if (message.outcome === 'sent') add(this.sent, message.channel);
    if (message.reason !== null) add(this.reasons, message.reason);
    if (this.messages.length < this.#keepMessages) this.messages.push(message);
  }

  result(): Rehearsal {
    return {
      people: this.people,
      entered: this.entered,
      heldOut: this.heldOut,
      subjects: this.subjects,
      ended: this.ended,
      running: this.running,
      notEntered: this.notEntered,
      nodes: Object.fromEntries(this.nodes),
      reasons: this.reasons,
      sent: this.sent,
      decisions: this.decisions,
      steps: this.steps,
      enrolments: this.enrolments,
      messages: this.messages,
    };
  }
}

export function add(counts: Record<string, number>, key: string): void {
  counts[key] = (own(counts, key) ?? 0) + 1;
}
