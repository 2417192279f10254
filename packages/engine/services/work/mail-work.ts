import { dayIn, dayText, HOUR, isZone, localParts, MINUTE, type Instant } from '@millrace/base';
import type { Known, Row, workMails } from '@millrace/db/schema';
import { everyWorkspace, readTeam, storeSettings, type Member } from '@millrace/core/store';
import type { Context } from '@millrace/core/verb';
import { newId, type Database, type Tx } from '@millrace/db';
import type { OutgoingMessage } from '@millrace/connectors';
import type { DeliveringConnection } from '@millrace/run/messages';
import { canAnswer, isFor, type TeamMailTexts, type WhyMailed } from '@millrace/run/work';
import { workKind } from '@millrace/connectors/work';
import { mailCarriers, plainMail } from '../message-log/plain-mail.ts';
import { carry } from '../message-log/test-send.ts';
import { DEFAULT_CHOICE, mailChoices, type MailChoice } from './mail-choice.ts';
import { wordsOfDay, wordsOfFlow, wordsOfOne, type Words } from './mail-words.ts';
import { openFor, readWork } from './read-work.ts';
import { viewing, type Viewing } from './viewing.ts';

type MailRow = Known<Row<typeof workMails>, { why: WhyMailed | 'daily' | 'flow' }>;

/** An e-mail that was being sent when its process died is never sent again. */
const DEAD_AFTER = 10 * MINUTE;
const TRIED_FOR = 24 * HOUR;
const TRIED_EVERY = 5 * MINUTE;
/** Most e-mails of one look at a workspace. */
const MOST = 50;

/**
 * Sends the e-mails about work that are due, and writes the daily summaries whose time has come. Several
 * workers may run it: each e-mail is a row that is claimed just before it leaves, and is sent once or, after a
 * crash at that instant, not at all.
 */
export async function mailWork(db: Database, contextOf: (workspaceId: string) => Context): Promise<void> {
  for (const id of await everyWorkspace(db)) {
    const context = contextOf(id);
    await db.inWorkspace(id, (tx) => planSummaries(tx, context));
    for (let sent = 0; sent < MOST; sent += 1) if (!(await sendNext(context))) break;
  }
}

async function zoneOf(tx: Tx, workspaceId: string): Promise<string> {
  const { zone } = await storeSettings(tx, workspaceId);
  return isZone(zone) ? zone : 'UTC';
}

/** One row for each member who wants a summary, once a day, when there is something to say. */
async function planSummaries(tx: Tx, context: Context): Promise<void> {
  const choices = [...(await mailChoices(tx))].filter(([, { wants }]) => wants === 'daily');
  if (choices.length === 0) return;
  const now = context.now();
  const zone = await zoneOf(tx, context.workspaceId);
  const { hour, minute } = localParts(now, zone);
  const day = dayText(dayIn(now, zone));
  for (const [person, choice] of choices) {
    if (choice.minute > hour * 60 + minute) continue;
    const seen = await seenBy(tx, context, person);
    if (seen.me === null || (await openFor(tx, seen, 1)).length === 0) continue;
    await tx`insert into work_mails (id, workspace_id, person, why, cause, planned_at, due_at)
      values (${newId()}, ${context.workspaceId}, ${person}, 'daily', ${day}, ${now}, ${now})
      on conflict do nothing`;
  }
}

/** Work as a member of the team sees it, for an e-mail to them. */
async function seenBy(tx: Tx, context: Context, person: string): Promise<Viewing> {
  const actor = { type: 'person', id: person, name: '', permissions: 'all' } as const;
  return viewing(tx, { ...context, actor });
}

interface Claimed {
  readonly row: MailRow;
  readonly carrier: DeliveringConnection;
  readonly mail: OutgoingMessage;
}

/** @returns false when there is nothing to send now */
async function sendNext(context: Context): Promise<boolean> {
  const claimed = await context.db.inWorkspace(context.workspaceId, (tx) => claim(tx, context));
  if (claimed === 'nothing') return false;
  if (claimed === 'left out') return true;
  const { row, carrier, mail } = claimed;
  const outcome = await carry(context, carrier, mail);
  const now = context.now();
  await context.db.inWorkspace(context.workspaceId, async (tx) => {
    if (outcome.result === 'accepted') await settle(tx, row.id, 'sent', null, now);
    else if (outcome.result === 'unknown') await settle(tx, row.id, 'unknown', outcome.reason, now);
    else if (outcome.result === 'retry' && now - row.planned_at < TRIED_FOR)
      await tx`update work_mails set state = 'waiting', problem = ${outcome.reason},
        due_at = ${now + (outcome.afterMs ?? TRIED_EVERY)} where id = ${row.id}`;
    else await settle(tx, row.id, 'failed', outcome.reason, now);
  });
  return true;
}

/** Takes the next e-mail, and marks it just before it leaves. */
async function claim(tx: Tx, context: Context): Promise<Claimed | 'nothing' | 'left out'> {
  const now = context.now();
  const [row] = await tx<MailRow[]>`select * from work_mails
    where state in ('waiting', 'sending') and due_at <= ${now} order by due_at, id limit 1
    for update skip locked`;
  if (!row) return 'nothing';
  const leaveOut = async (state: 'unknown' | 'left-out' | 'failed', problem: string) => {
    await settle(tx, row.id, state, problem, now);
    return 'left out' as const;
  };
  if (row.state === 'sending') return leaveOut('unknown', 'The process ended while it was being sent.');
  const carrier = (await mailCarriers(tx)).find((one) => one.failing_since === null);
  if (!carrier && now - row.planned_at > TRIED_FOR)
    return leaveOut('failed', 'No working connection can send e-mails.');
  if (!carrier) {
    await tx`update work_mails set due_at = ${now + TRIED_EVERY} where id = ${row.id}`;
    return 'left out';
  }
  const { to, toName, words } = await (row.why === 'flow'
    ? ofFlow(tx, row, context)
    : ofWork(tx, row, context));
  if (to === null || !words)
    return leaveOut('left-out', 'There is nothing to say any more, or it is not wanted.');
  await tx`update work_mails set state = 'sending', due_at = ${now + DEAD_AFTER} where id = ${row.id}`;
  return { row, carrier, mail: plainMail({ id: row.id, to, toName, ...words }) };
}

interface ToWhom {
  readonly to: string | null;
  readonly toName: string | null;
  readonly words: Words | null;
}

async function ofWork(tx: Tx, row: MailRow, context: Context): Promise<ToWhom> {
  const seen = await seenBy(tx, context, row.person);
  const choice = (await mailChoices(tx)).get(row.person) ?? DEFAULT_CHOICE;
  const words = seen.me && (await wordsFor(tx, row, seen, seen.me, choice));
  return { to: seen.me?.email ?? null, toName: seen.me?.name || null, words };
}

/** An e-mail that a step of a flow sends. Its texts are the result of the call, and are gone if its person was erased. */
async function ofFlow(tx: Tx, { person, cause }: MailRow, { publicUrl }: Context): Promise<ToWhom> {
  const member = (await readTeam(tx)).find(({ id }) => id === person);
  const [call] = await tx<
    { result: TeamMailTexts | null; flow_id: string; customer_id: string | null }[]
  >`select result, flow_id, customer_id from calls where id = ${cause}`;
  const mail = call?.result;
  return {
    to: member?.email ?? (person.includes('@') ? person : null),
    toName: member?.name || null,
    words: mail ? wordsOfFlow(mail, call.flow_id, call.customer_id, publicUrl) : null,
  };
}

/** Null when it is not wanted, or when what it is about has been done or given to somebody else meanwhile. */
async function wordsFor(tx: Tx, row: MailRow, seen: Viewing, me: Member, { wants }: MailChoice) {
  const { context } = seen;
  const zone = await zoneOf(tx, context.workspaceId);
  if (row.why === 'daily') {
    const open = wants === 'daily' ? await openFor(tx, seen, 200) : [];
    return open.length === 0 ? null : wordsOfDay(open, zone, context.publicUrl);
  }
  if (wants !== 'each' || row.work_id === null || row.why === 'flow') return null;
  const work = await readWork(tx, row.work_id, seen);
  const kind = workKind(work.kind);
  const isTheirs = canAnswer(me, kind) && isFor(work.for, me, kind);
  return work.state === 'open' && isTheirs ? wordsOfOne(work, row.why, zone, context.publicUrl) : null;
}

async function settle(
  tx: Tx,
  id: string,
  state: 'sent' | 'unknown' | 'left-out' | 'failed',
  problem: string | null,
  now: Instant,
): Promise<void> {
  const [row] = await tx<{ why: string; cause: string }[]>`
    update work_mails set state = ${state}, problem = ${problem}, settled_at = ${now} where id = ${id}
      returning why, cause`;
  // The step that sent it says what became of it.
  if (row?.why === 'flow' && (state === 'failed' || state === 'unknown'))
    await tx`update calls set sentence = concat_ws(' ', sentence, ${`${UNSENT[state]}: ${problem ?? ''}`}::text)
      where id = ${row.cause} and sentence is not null and length(sentence) < 2000`;
}
const UNSENT = { failed: 'One was not sent', unknown: 'One may not have arrived' } as const;
