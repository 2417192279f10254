import { describe, expect, it } from 'vitest';
import type { TraceView } from '@millrace/services/enrolments';
import { enrolmentState } from './enrolment-words.ts';
import { stationsOf } from './stations.ts';

const line = (
  node: string,
  what: TraceView['what'],
  sentence: string,
  data: TraceView['data'] = null,
): TraceView => ({
  at: 1,
  node,
  visit: 1,
  what,
  port: null,
  sentence,
  data,
});

const TRACE = [
  line('trigger', 'entered', 'Abandoned cart'),
  line('trigger', 'went', 'Entered: abandoned cart.'),
  line('wait', 'entered', 'Wait 30 minutes'),
  line('wait', 'waits', 'Waits 30 minutes.'),
  line('wait', 'woken', 'The wait is over.'),
  line('text', 'entered', 'Text: your cart'),
  line('text', 'message', 'Will get a text message.', { messageId: 'm1' }),
  line('text', 'settled', 'Not sent: they never agreed to marketing by text messages.', {
    reason: 'consent-missing',
    messageId: 'm1',
  }),
  line('end', 'entered', 'End'),
  line('end', 'done', 'Came to the end.'),
];

describe('the path of one person through a flow', () => {
  it('lists each visited step once, by its name in the flow', () => {
    const stations = stationsOf(TRACE);
    expect(stations.map((station) => [station.title, station.family])).toEqual([
      ['Abandoned cart', 'trigger'],
      ['Wait 30 minutes', 'wait'],
      ['Text: your cart', 'message'],
      ['End', 'end'],
    ]);
    expect(stations[2]?.messageId).toBe('m1');
  });

  it('uses the guardrail’s own sentence and leaves out empty lines', () => {
    const stations = stationsOf(TRACE);
    expect(stations[1]?.lines.map((one) => one.sentence)).toEqual(['Waits 30 minutes.']);
    expect(stations[2]?.lines.at(-1)?.sentence).toBe(
      'Not sent: they never agreed to marketing by text messages.',
    );
  });

  it('lists leaving early as a separate step', () => {
    const stations = stationsOf([
      line('wait', 'entered', 'Wait'),
      line('wait', 'exited', 'Left the flow: placed an order.'),
    ]);
    expect(stations.map((station) => station.title)).toEqual(['Wait', 'Left early']);
  });
});

describe('the state of a person in a flow', () => {
  const inside = { endedAt: null, endReason: null, state: 'running', heldSincePause: null };

  it('counts leaving because of a purchase as good, and being held by a pause as waiting', () => {
    expect(
      enrolmentState({ ...inside, endedAt: 5, endReason: 'exit:order-placed', state: 'exited' }),
    ).toEqual({
      pill: 'good',
      words: 'Placed an order',
    });
    expect(enrolmentState({ ...inside, endedAt: 5, endReason: 'completed', state: 'done' })).toEqual({
      pill: 'ended',
      words: 'Came to the end',
    });
    expect(enrolmentState({ ...inside, heldSincePause: 3 })).toEqual({
      pill: 'paused',
      words: 'Held by the pause',
    });
    expect(enrolmentState(inside).words).toBe('Inside');
  });
});
