import type { Instant } from '@millrace/base';
import {
  concernedSince,
  enrolmentKey,
  entersBy,
  exitFor,
  exitStep,
  heardAs,
  hears,
  initialCursor,
  isAboutPeople,
  isOverAlready,
  mayReenter,
  triggerMatches,
  watchesFacts,
  type CallEffect,
  type EnrolmentFacts,
  type EnrolmentRefs,
  type Facts,
  type MessageEffect,
  type OrderFacts,
  type StepResult,
  type Wake,
} from '@millrace/flow';
import { BUYS_ANYWAY } from './answers.ts';
import { PersonState } from './person-state.ts';
import { recordOf, type Running } from './running.ts';
import { add, type Counters } from './counters.ts';
import type {
  EarlierSend,
  RehearsalEvent,
  RehearsalHost,
  RehearsalOptions,
  RehearsalPerson,
  RehearsalSend,
  RehearsedAnswer,
  RehearsedMessage,
} from './types.ts';

const NEVER = Number.POSITIVE_INFINITY;
/**
 * Holds of one person at most. Without a limit, a guardrail that holds forever would never let the rehearsal
 * end.
 */
const MOST_HOLDS = 200;

/** The event with its order as its purchase, when it has one. */
function withPurchase(happened: RehearsalEvent): RehearsalEvent {
  const { event, order } = happened;
  if (event.purchase || !order) return happened;
  return { ...happened, event: { ...event, purchase: { placedAt: order.placedAt, lines: order.lines } } };
}

/** The answer to a call that is not made. */
export const takenAsDone = ({ assumed }: CallEffect): RehearsedAnswer => ({
  outcome: 'done',
  result: assumed,
  reason: null,
  sentence: 'Not done in a rehearsal: counted as done.',
});

/**
 * Rehearses one person from the first event to the last timer. People do not affect each other, so each runs
 * alone.
 */
export class PersonWalk {
  readonly #options: RehearsalOptions;
  readonly #host: RehearsalHost;
  readonly #counters: Counters;
  readonly #state: PersonState;
  readonly #events: readonly RehearsalEvent[];
  readonly #customerId: string;
  readonly #until: Instant;
  readonly #answered = new Map<string, RehearsedMessage>();
  readonly #all: Running[] = [];
  readonly #earlier: EarlierSend[] = [];
  #active: Running[] = [];
  #reactions: RehearsalEvent[] = [];
  #holds = 0;

  constructor(person: RehearsalPerson, options: RehearsalOptions, host: RehearsalHost, counters: Counters) {
    this.#options = options;
    this.#host = host;
    this.#counters = counters;
    this.#events = person.events;
    this.#customerId = person.customer.id;
    this.#until = Math.min(options.until, person.until ?? options.until);
    this.#state = new PersonState(person, options.plan.needs, options.store, options.models ?? {});
  }

  run(): void {
    const { onEnrolment } = this.#options;
    const until = this.#until;
    let index = 0;
    for (;;) {
      const reaction = this.#reactions[0];
      const recorded = this.#events[index];
      const isReaction =
        reaction !== undefined && (recorded === undefined || reaction.event.at < recorded.event.at);
      const event = isReaction ? reaction : recorded;
      const timer = this.#next();
      // An event before a timer, or at the same instant, is handled first.
      if (event && event.event.at <= until && event.event.at <= (timer?.due ?? NEVER)) {
        if (!isReaction) index += 1;
        else this.#reactions.shift();
        if (isReaction && !this.#answers(event)) continue;
        this.#options.onEvent?.(event.event, isReaction);
        this.#happens(event);
      } else if (timer && timer.due <= until) this.#fires(timer);
      else break;
    }
    this.#counters.people += 1;
    this.#countSubjects();
    this.#counters.running += this.#active.length;
    for (const running of this.#active)
      if (running.cursor.node !== null) this.#counters.at(running.cursor.node).waiting += 1;
    if (!onEnrolment && this.#counters.enrolments.length >= this.#counters.keepEnrolments) return;
    for (const running of this.#all) this.#file(running);
  }

  /** Things have a key of their own; in a flow about people all entries of a person are theirs, whatever the key. */
  #countSubjects(): void {
    const isOfPeople = isAboutPeople(this.#options.plan);
    const different = (entries: readonly Running[]) =>
      new Set(entries.map(({ facts }) => (isOfPeople ? this.#customerId : facts.key))).size;
    this.#counters.subjects.entered += different(this.#all);
    this.#counters.subjects.heldOut += different(this.#all.filter(({ heldOut }) => heldOut));
  }

  /** Writes an answer on the message it is to. @returns false for an order of somebody who bought, or would have bought, by themselves */
  #answers({ event, order, because }: RehearsalEvent): boolean {
    const message = this.#answered.get(because ?? event.messageId ?? '');
    if (order && this.#buysAnyway(order, event.at)) return false;
    if (!message) return true;
    const counts = this.#counters.at(message.node);
    if (event.type === 'message-opened') {
      message.answered.openedAt = event.at;
      counts.opened += 1;
    } else if (event.type === 'message-clicked') {
      message.answered.clickedAt = event.at;
      counts.clicked += 1;
    } else if (order) {
      message.answered.boughtAt = event.at;
      counts.bought += 1;
    }
    return true;
  }

  #buysAnyway(drawn: OrderFacts, at: Instant): boolean {
    if (this.#state.cart(drawn.cartId)?.completedAt != null && drawn.cartId !== null) return true;
    return this.#events.some(
      ({ order }) =>
        order &&
        (drawn.cartId === null ? Math.abs(order.placedAt - at) < BUYS_ANYWAY : order.cartId === drawn.cartId),
    );
  }

  #next(): Running | undefined {
    let soonest: Running | undefined;
    for (const running of this.#active)
      if (running.due < NEVER && (!soonest || running.due < soonest.due)) soonest = running;
    return soonest;
  }

  #happens(told: RehearsalEvent): void {
    const happened = withPurchase(told);
    this.#state.apply(happened);
    const { event } = happened;
    const { plan, from } = this.#options;
    if (event.at < from) return;
    // An enrolment that ends replaces the list, so iterating over it is safe.
    for (const running of this.#active) this.#tell(running, happened);
    if (entersBy(plan.trigger, event.type)) this.#enter(happened);
  }

  #tell(running: Running, { event }: RehearsalEvent): void {
    const { plan } = this.#options;
    const exits = plan.trigger.exits.some((rule) => heardAs(event.type).includes(rule.event));
    const { pending } = running.cursor;
    const wakes = pending?.type === 'wait' && pending.listens.some((listen) => hears(listen, event));
    const watches = watchesFacts(pending);
    if (!exits && !wakes && !watches) return;
    const facts = this.#state.facts(event.at, running.facts);
    const rule = exits ? exitFor(plan, event, running.refs, facts) : -1;
    if (rule >= 0) this.#took(running, exitStep(plan, running.cursor, event, rule, event.at), event.at);
    else if (wakes) this.#step(running, { type: 'event', event }, facts);
    else if (watches) this.#step(running, { type: 'changed' }, facts);
  }

  #enter({ event }: RehearsalEvent): void {
    const { plan, salt } = this.#options;
    const key = enrolmentKey(plan, event, this.#customerId);
    if (key === null) return add(this.#counters.notEntered, 'key-missing');
    const id = this.#host.enrolmentId(this.#customerId, key, this.#all.length);
    const enrolment: EnrolmentFacts = { id, key, salt, enteredAt: event.at, event };
    const facts = this.#state.facts(event.at, enrolment);
    if (!triggerMatches(plan, event, facts)) return add(this.#counters.notEntered, 'filter');
    const messageIds: string[] = [];
    const refs: EnrolmentRefs = {
      cartId: event.cartId,
      orderId: event.orderId,
      productId: event.productId,
      messageIds,
      cartLines: event.cartId === null ? undefined : facts.cart?.lines,
      since: concernedSince(event, event.cartId === null ? null : facts.cart),
    };
    if (isOverAlready(plan, this.#state.purchases, event, refs, facts))
      return add(this.#counters.notEntered, 'already-bought');
    const earlier = this.#all.map((running) => ({
      key: running.facts.key,
      enteredAt: running.facts.enteredAt,
      ended: running.endedAt !== null,
    }));
    if (!mayReenter(plan, key, event.at, earlier)) return add(this.#counters.notEntered, 're-entry');
    const heldOut = this.#host.heldOut(this.#customerId);
    const running: Running = {
      facts: enrolment,
      heldOut,
      trace: [],
      messages: [],
      messageIds,
      cursor: initialCursor(heldOut),
      due: NEVER,
      held: null,
      endedAt: null,
      endReason: null,
      refs,
    };
    this.#all.push(running);
    this.#active.push(running);
    this.#counters.entered += 1;
    if (heldOut) this.#counters.heldOut += 1;
    this.#step(running, { type: 'start' }, facts);
  }

  #fires(running: Running): void {
    const at = running.due;
    running.due = NEVER;
    const facts = this.#state.facts(at, running.facts);
    if (running.held) this.#deliver(running, running.held.message, running.held.since, facts);
    else this.#step(running, { type: 'timer' }, facts);
  }

  #step(running: Running, wake: Wake, facts: Facts): void {
    this.#took(
      running,
      this.#options.step(this.#options.plan, running.cursor, wake, facts),
      facts.now,
      facts,
    );
  }

  /** Records the result of a step and carries out its effects. */
  #took(running: Running, result: StepResult, at: Instant, facts?: Facts): void {
    running.cursor = result.cursor;
    for (const entry of result.trace) running.trace.push(entry);
    this.#counters.step(result);
    let planned: MessageEffect | null = null;
    let asked: CallEffect | null = null;
    for (const effect of result.effects) {
      if (effect.type === 'call' && !effect.silent) asked = effect;
      if (effect.type !== 'message') continue;
      running.messageIds.push(effect.messageId);
      if (effect.silent) this.#record(running, effect, at, 'silent', null);
      else planned = effect;
    }
    const { next } = result;
    if (next.type === 'wait') {
      running.due = next.until ?? NEVER;
    } else if (next.type === 'done') {
      running.due = NEVER;
      if (running.held)
        this.#record(running, running.held.message, at, 'skipped', next.reason, running.held.since);
      running.held = null;
      running.endedAt = at;
      running.endReason = next.reason;
      add(this.#counters.ended, next.reason);
      this.#active = this.#active.filter((other) => other !== running);
    } else if (asked && facts) this.#act(running, asked, facts);
    else if (planned && facts) this.#deliver(running, planned, null, facts);
  }

  /** Makes no call: the call counts as done, and its changes to the profile are applied. */
  #act(running: Running, call: CallEffect, facts: Facts): void {
    const { variables } = running.cursor;
    const answer = this.#host.act?.({ at: facts.now, call, facts, variables }) ?? takenAsDone(call);
    if (answer.customer) {
      this.#state.change(answer.customer);
      this.#watched(running, facts.now);
    }
    const { outcome, result, reason, sentence } = answer;
    const after = this.#state.facts(facts.now, running.facts);
    this.#step(running, { type: 'answer', callId: call.callId, outcome, result, reason, sentence }, after);
  }

  /** Looks again at waits of other enrolments of the person that watch their facts. */
  #watched(changing: Running, at: Instant): void {
    for (const running of this.#active)
      if (running !== changing && watchesFacts(running.cursor.pending))
        this.#step(running, { type: 'changed' }, this.#state.facts(at, running.facts));
  }

  #deliver(running: Running, message: MessageEffect, heldSince: Instant | null, facts: Facts): void {
    const { plan, step } = this.#options;
    const gone =
      heldSince === null
        ? null
        : (step.reasonGone?.(plan, running.cursor, running.trace, message, facts) ?? null);
    if (gone !== null) {
      running.held = null;
      const why = { outcome: 'skipped', reason: 'reason-gone' } as const;
      this.#record(running, message, facts.now, why.outcome, why.reason);
      this.#step(running, { type: 'settled', messageId: message.messageId, ...why, sentence: gone }, facts);
      return;
    }
    const send: RehearsalSend = {
      at: facts.now,
      message,
      customer: facts.customer,
      cart: facts.cart,
      order: facts.order,
      product: facts.product,
      variables: running.cursor.variables,
      enrolmentId: running.facts.id,
      heldSince,
      earlier: this.#earlier,
    };
    const verdict = this.#host.guard(send);
    if (verdict.do === 'hold' && verdict.until > facts.now && this.#holds < MOST_HOLDS) {
      this.#holds += 1;
      this.#counters.at(message.node).held += heldSince === null ? 1 : 0;
      if (heldSince === null) add(this.#counters.reasons, verdict.reason);
      running.held = { message, since: heldSince ?? facts.now };
      running.due = verdict.until;
      return;
    }
    running.held = null;
    const passes = verdict.do === 'pass' || (verdict.do === 'hold' && verdict.until <= facts.now);
    const outcome = passes ? 'sent' : verdict.do === 'refuse' ? 'refused' : 'skipped';
    const reason = passes ? null : 'reason' in verdict ? verdict.reason : null;
    const record = this.#record(running, message, facts.now, outcome, reason, heldSince);
    if (passes) {
      this.#answered.set(message.messageId, record);
      this.#earlier.push({
        at: facts.now,
        channel: message.channel,
        purpose: message.purpose,
        cartId: facts.cart?.id ?? null,
      });
      const reactions = this.#host.react?.(send);
      if (reactions && reactions.length > 0)
        this.#reactions = [...this.#reactions, ...reactions].sort(
          (left, right) => left.event.at - right.event.at,
        );
    }
    const sentence = !passes && 'sentence' in verdict ? (verdict.sentence ?? null) : null;
    this.#step(running, { type: 'settled', messageId: message.messageId, outcome, reason, sentence }, facts);
  }

  #record(
    running: Running,
    message: MessageEffect,
    at: Instant,
    outcome: RehearsedMessage['outcome'],
    reason: string | null,
    heldSince: Instant | null = null,
  ): RehearsedMessage {
    const record: RehearsedMessage = {
      at,
      customerId: this.#customerId,
      enrolmentId: running.facts.id,
      node: message.node,
      channel: message.channel,
      messageId: message.messageId,
      outcome,
      reason,
      heldSince,
      answered: {},
    };
    running.messages.push(record);
    this.#counters.message(record);
    return record;
  }

  #file(running: Running): void {
    const record = recordOf(running, this.#customerId);
    this.#options.onEnrolment?.(record);
    if (this.#counters.enrolments.length < this.#counters.keepEnrolments)
      this.#counters.enrolments.push(record);
  }
}
