import { fail, type Json } from '@millrace/base';
import type { Facts } from './facts.ts';
import type { Contribution, Move, Scene } from './kind.ts';
import { callIdOf, messageIdOf, visitKey } from './message-id.ts';
import type { CallEffect, Cursor, Effect, Next, StepResult, TraceEntry, Wake } from './plan.ts';
import type { PreparedNode, PreparedPlan } from './prepare.ts';
import { StepScene } from './scene.ts';

/** Moves without a wait after which a flow counts as looping. */
export const MOST_MOVES = 1_000;

type Visits = Record<string, number>;

/** One running step: the parts of the cursor that change, and the trace and effects so far. */
export class Walk {
  private readonly plan: PreparedPlan;
  private readonly facts: Facts;
  private readonly before: Cursor;
  private readonly trace: TraceEntry[] = [];
  private readonly effects: Effect[] = [];
  private visits: Visits;
  private variables: Readonly<Record<string, Json>>;
  private messages: Readonly<Record<string, string>>;
  private lastMessage: string | null;
  private memory: Json;
  private visitsOwn = false;

  constructor(plan: PreparedPlan, cursor: Cursor, facts: Facts) {
    this.plan = plan;
    this.facts = facts;
    this.before = cursor;
    this.visits = cursor.visits as Visits;
    this.variables = cursor.variables;
    this.messages = cursor.messages;
    this.lastMessage = cursor.lastMessage;
    this.memory = cursor.memory;
  }

  /**
   * Moves on from a node until the enrolment has to wait or ends.
   * @param made the move the node has already made; null makes the person arrive there first
   */
  run(from: PreparedNode, made: Move | null): StepResult {
    let current = from;
    let move = made;
    for (let count = 0; count <= MOST_MOVES; count += 1) {
      const { id } = current.node;
      if (move === null) move = this.arrive(current);
      const visit = this.visits[id] ?? 0;
      if ('go' in move) {
        if (move.with) this.contribute(id, visit, move.with);
        this.write(id, visit, 'went', move.sentence ?? '', move.go, move.data ?? null);
        const target: number = current.node.ports[move.go] ?? -1;
        if (target < 0) return this.done(id, visit, 'completed', 'Reached the end of this branch.');
        current = this.plan.nodes[target]!;
        move = null;
        continue;
      }
      if ('end' in move) return this.done(id, visit, move.end, move.sentence);
      if (move.with) this.contribute(id, visit, move.with);
      if ('waitUntil' in move) {
        this.write(
          id,
          visit,
          'waits',
          move.sentence,
          null,
          move.waitUntil === null ? null : { until: move.waitUntil },
        );
        return this.result(id, move.memory ?? null, {
          type: 'wait',
          until: move.waitUntil,
          listens: move.listens ?? [],
        });
      }
      if ('call' in move) {
        const { part = '' } = move.call;
        const callId = this.call(id, visit, part, move.call, move.sentence);
        this.memory = move.call.memory ?? null;
        if (!this.before.silent) return this.result(id, this.memory, { type: 'call', callId, part });
        move = this.settle(current, {
          type: 'answer',
          callId,
          part,
          outcome: 'silent',
          result: move.call.assumed,
          reason: null,
        });
        continue;
      }
      const messageId = this.message(id, visit, move.message, move.sentence);
      this.memory = null;
      if (!this.before.silent) return this.result(id, this.memory, { type: 'message', messageId });
      move = this.settle(current, { type: 'settled', messageId, outcome: 'silent', reason: null });
    }
    return fail('flow-looped', { count: MOST_MOVES });
  }

  /**
   * A node's move after its message or call. A kind without `wake` goes on by `next`, so that a failure holds
   * up nobody.
   */
  settle(at: PreparedNode, wake: Wake): Move {
    return at.meaning.wake?.(this.scene(at), wake) ?? { go: 'next' };
  }

  get purpose(): 'marketing' | 'transactional' {
    return this.plan.plan.settings.purpose;
  }

  scene(at: PreparedNode): Scene<unknown> {
    const { id } = at.node;
    return new StepScene(id, this.visits[id] ?? 0, at.config, this.facts, this);
  }

  /** The cursor in the middle of the step. */
  cursorAt(node: string): Cursor {
    const before = this.before;
    return {
      node,
      visits: this.visits,
      memory: this.memory,
      variables: this.variables,
      messages: this.messages,
      lastMessage: this.lastMessage,
      silent: before.silent,
      pending: before.pending,
    };
  }

  note(at: PreparedNode, what: TraceEntry['what'], sentence: string, data: Json = null): void {
    this.write(at.node.id, this.visits[at.node.id] ?? 0, what, sentence, null, data);
  }

  private arrive(at: PreparedNode): Move {
    const { id, name } = at.node;
    if (!this.visitsOwn) {
      this.visits = { ...this.visits };
      this.visitsOwn = true;
    }
    const visit = (this.visits[id] ?? 0) + 1;
    this.visits[id] = visit;
    this.memory = null;
    this.write(id, visit, 'entered', name, null, null);
    return at.meaning.arrive(this.scene(at));
  }

  private contribute(node: string, visit: number, contribution: Contribution): void {
    const { variables, decision, code, variant } = contribution;
    if (variables) this.variables = { ...this.variables, ...variables };
    if (!decision && !code && !variant) return;
    const key = visitKey(this.facts.enrolment.id, node, visit);
    if (variant && !this.before.silent) this.effects.push({ type: 'variant', key, node, ...variant });
    if (decision) {
      this.effects.push({ type: 'decision', key, node, decision });
      this.write(node, visit, 'decided', decision.explanation[0] ?? '', null, {
        model: decision.model,
        chosen: decision.chosen,
        score: decision.score,
      });
    }
    if (code) this.effects.push({ type: 'code', key, node, code: code.code, terms: code.terms });
  }

  private message(
    node: string,
    visit: number,
    message: { readonly channel: string; readonly purpose: 'marketing' | 'transactional' | 'flow' },
    sentence: string,
  ): string {
    const { silent } = this.before;
    const key = visitKey(this.facts.enrolment.id, node, visit);
    const messageId = messageIdOf(key);
    const purpose = message.purpose === 'flow' ? this.purpose : message.purpose;
    this.messages = { ...this.messages, [node]: messageId };
    this.lastMessage = messageId;
    this.effects.push({
      type: 'message',
      key,
      messageId,
      node,
      visit,
      channel: message.channel,
      purpose,
      silent,
    });
    this.write(node, visit, 'message', silent ? `Holdout, would have sent: ${sentence}` : sentence, null, {
      messageId,
      silent,
    });
    return messageId;
  }

  private call(
    node: string,
    visit: number,
    part: string,
    asked: Pick<CallEffect, 'capability' | 'input' | 'assumed' | 'textsOf'>,
    sentence: string,
  ): string {
    const { silent } = this.before;
    const own = visitKey(this.facts.enrolment.id, node, visit);
    const key = part === '' ? own : `${own}/${part}`;
    const callId = callIdOf(key);
    const { capability, input, assumed, textsOf } = asked;
    this.effects.push({
      type: 'call',
      key,
      callId,
      node,
      visit,
      part,
      capability,
      input,
      assumed,
      ...(textsOf === undefined ? {} : { textsOf }),
      silent,
    });
    this.write(node, visit, 'call', silent ? `Holdout, not done: ${sentence}` : sentence, null, {
      callId,
      silent,
    });
    return callId;
  }

  private write(
    node: string,
    visit: number,
    what: TraceEntry['what'],
    sentence: string,
    port: string | null,
    data: Json,
  ): void {
    this.trace.push({ at: this.facts.now, node, visit, what, port, sentence, data });
  }

  private done(node: string, visit: number, reason: string, sentence: string): StepResult {
    this.write(node, visit, 'done', sentence, null, { reason });
    return this.result(null, null, { type: 'done', reason });
  }

  private result(node: string | null, memory: Json, next: Next): StepResult {
    const cursor: Cursor = {
      node,
      visits: this.visits,
      memory,
      variables: this.variables,
      messages: this.messages,
      lastMessage: this.lastMessage,
      silent: this.before.silent,
      pending: next,
    };
    return { cursor, trace: this.trace, effects: this.effects, next };
  }
}
