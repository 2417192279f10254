import { DAY, HOUR } from '@millrace/base';
import { eraseCustomer, listCustomers } from '@millrace/services/customers';
import { getDecision, putDecisionRight } from '@millrace/services/enrolments';
import { listModels } from '@millrace/services/models';
import { storeForEach, type Here } from '@millrace/services/testing/store-for-each';
import { ticketOpened, ticketsOf } from '@millrace/services/testing/tickets';
import { answerWork, listWork } from '@millrace/services/work';
import { expect, test } from 'vitest';
import { ingestEvents } from '../intake/ingest-events.ts';
import { pastTickets } from './past-tickets.ts';
import { trainModels } from './train-models.ts';

let here: Here;
storeForEach({ recounts: true }, (given) => {
  here = given;
});
const inStore = <Row extends object>(query: string): Promise<readonly Row[]> =>
  here.store.db.inWorkspace(
    here.store.context.workspaceId,
    (tx) => tx.unsafe(query) as unknown as Promise<readonly Row[]>,
  );
const past = () =>
  here.store.db.inWorkspace(here.store.context.workspaceId, (tx) =>
    pastTickets(tx, 'ticket-class', here.store.clock.now()),
  );
const open = async () => (await listWork(here.store.context, {})).items;
const train = () => trainModels(here.store.context, { models: ['ticket-class'] });

/** Tickets of a help desk in a language that the rule does not know; it names the class when it closes them. */
const SAID = [
  ['order/status', ['var är', 'spårning', 'försenad', 'leverans']],
  ['return/request', ['skicka tillbaka', 'ångra', 'retur', 'byta']],
  ['order/damaged', ['trasig', 'sprucken', 'fel vara', 'skadad']],
] as const;
function history(count: number): readonly object[] {
  const start = here.store.clock.now() - 90 * DAY;
  return Array.from({ length: count }, (_unused, index) => {
    const [tag, words] = SAID[index % 3]!;
    const filler = ['snälla', 'idag', 'gärna', 'hälsningar'][(index * 11) % 4]!;
    const text = `Hej ${words[(index * 7) % 4]!} och ${words[(index * 5 + 1) % 4]!} tack ${filler}`;
    const at = start + index * 4 * HOUR;
    return [
      ticketOpened(`past-${index}`, text, {}, at),
      {
        id: `close-${index}`,
        type: 'ticket-closed',
        occurredAt: at + HOUR,
        customer: { email: `past-${index}@example.com` },
        properties: { ticketId: `past-${index}`, tags: ['vip', tag] },
      },
    ];
  }).flat();
}

test('tickets of a help desk are learned from, decide in a flow, and what is not sure goes to a person', async () => {
  const events = history(420);
  for (let from = 0; from < events.length; from += 200) {
    const source = { id: 'api', clock: { pace: 1, anchor: 0 }, isHistory: true } as const;
    const { refused } = await ingestEvents(here.store.context, source, events.slice(from, from + 200));
    expect(refused).toEqual([]);
  }
  expect((await past()).slice(0, 2)).toMatchObject([
    { deskFirst: [], deskLater: ['vip', 'order/damaged'], team: null, decided: null },
    { deskLater: ['vip', 'return/request'] },
  ]);
  const { ask } = await ticketsOf(here);
  // By the rule: the language is not known.
  const before = await ask('before', 'Hej jag undrar var är min leverans');
  expect(await getDecision(here.store.context, { id: before })).toMatchObject({ by: 'rule' });
  expect(await open()).toMatchObject([{ title: 'Look at the ticket' }]);
  expect(await train()).toEqual({ 'ticket-class': 'trained' });
  const id = await ask('after', 'Hej jag undrar var är min leverans');
  await ask('junk', 'qwe rty uiop');
  expect((await open()).map(({ kindTitle }) => kindTitle).toSorted()).toEqual([
    'Answer to a ticket',
    'Task',
    'Task',
  ]);
  const decision = await getDecision(here.store.context, { id });
  expect(decision).toMatchObject({ by: 'model', chosen: 'where-is-order' });
  expect(decision.probability).toBeGreaterThan(0.7);
  expect(decision.putRight?.words).toEqual(expect.arrayContaining(['leverans']));
  // The words are shown, and stored nowhere but in the event.
  const stored = await inStore<{ row: string }>(
    'select d::text as row from decisions d union all select m::text from models m union all select t::text from traces t',
  );
  expect(stored.length).toBeGreaterThan(5);
  expect(stored.filter(({ row }) => row.includes('leverans'))).toEqual([]);
  const cards = await listModels(here.store.context, {});
  expect(JSON.stringify(cards.find((card) => card.id === 'ticket-class'))).toContain(
    'How well each class is told',
  );
});

test('what the team says of a ticket counts, and the last word of it', async () => {
  const { ask } = await ticketsOf(here);
  const id = await ask('one', 'You sent me the wrong item', { class: 'wismo' });
  expect((await past())[0]).toMatchObject({ team: null, deskFirst: ['wismo'] });
  await putDecisionRight(here.store.context, { id, option: 'complaint' });
  expect((await past())[0]).toMatchObject({
    team: 'complaint',
    decided: { by: 'rule', chosen: 'where-is-order' },
  });
  await putDecisionRight(here.store.context, { id, option: 'wrong-or-damaged' });
  expect((await past())[0]!.team).toBe('wrong-or-damaged');
});

test('a draft that somebody sent on the branch of its class confirms it, and one that was left does not', async () => {
  const { ask } = await ticketsOf(here);
  await ask('one', 'Where is my order?');
  expect((await past())[0]!.team).toBeNull();
  await answerWork(here.store.context, { id: (await open())[0]!.id, answer: 'approved' });
  await here.host.settle();
  expect((await past())[0]!.team).toBe('where-is-order');
  await ask('two', 'When will it arrive, where is my parcel?');
  const draft = (await open()).find(({ kindTitle }) => kindTitle === 'Answer to a ticket')!;
  await answerWork(here.store.context, { id: draft.id, answer: 'sent-back', comment: 'I call them.' });
  await here.host.settle();
  expect((await past())[0]!.team).toBeNull();
});

test('an erased person teaches nothing more, and their words are shown nowhere', async () => {
  const { ask } = await ticketsOf(here);
  const id = await ask('gone', 'Where is my order?', { class: 'wismo' });
  await putDecisionRight(here.store.context, { id, option: 'not-received' });
  expect((await getDecision(here.store.context, { id })).putRight!.words).toEqual(['Where is my']);
  const [customer] = (await listCustomers(here.store.context, {})).items;
  await eraseCustomer(here.store.context, { id: customer!.id });
  await here.host.settle();
  expect((await past())[0]).toMatchObject({ text: null, deskFirst: [], deskLater: [] });
  expect((await getDecision(here.store.context, { id })).putRight!.words).toEqual([]);
});

test('tickets are read whatever their properties are', async () => {
  const { ask } = await ticketsOf(here);
  await ask('junk', 'Where is my order?', { tags: ['a', { b: 1 }, ['c']], intent: 7, category: null });
  expect((await past())[0]!.deskFirst).toEqual(['a', 'c']);
  await inStore(`update events set properties = '[1]' where type = 'ticket-opened'`);
  expect(await past()).toMatchObject([{ text: null, deskFirst: [], team: null }]);
  expect(await train()).toEqual({
    'ticket-class': expect.stringMatching(/^The class of 0 past tickets/),
  });
});
