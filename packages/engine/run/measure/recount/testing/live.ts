import type { Context } from '@millrace/core/verb';
import { eraseCustomer } from '@millrace/services/customers';
import { enrolByHand } from '@millrace/services/enrolments';
import {
  createFlow,
  pauseFlow,
  publishFlow,
  resumeFlow,
  saveFlow,
  stopFlow,
  cancelEnrolment,
} from '@millrace/services/flows';
import { resolveUnknown } from '@millrace/services/message-log';
import { updateGuardrails, useKillSwitch as stopSending } from '@millrace/services/settings';
import {
  BROWSER,
  cartTrigger,
  crashingStore,
  email,
  graphOf,
  node,
  shopOf,
  VirtualHost,
  wait,
  type TestStore,
} from '@millrace/services/testing';
import type { MailMood } from './moody-mail-server.ts';
import { globalHoldoutCheckId } from '@millrace/guardrails';
import { drawHoldout } from '../../../global-holdout/draw-holdout.ts';
import { rollUpCounters } from '../../roll-up-counters.ts';
import { messageLinks } from '../../../sending/message-links.ts';
import { recordClick, recordOpen, unsubscribe } from '../../../visits/track.ts';
import { isMillraceError, MINUTE } from '@millrace/base';
import { recordReports } from '../../../visits/record-reports.ts';
import type { Happening } from './random-life.ts';

const NAMES = ['ann', 'bea', 'cleo', 'dora'] as const;
const nameOf = (who: number) => NAMES[who] ?? 'ann';

/** Two visits of people to one of a scanner. */
const VISITORS = [BROWSER, BROWSER, { agent: 'curl/8.5.0', prefetch: false }] as const;

const signedUp = node('trigger', 'event-trigger', {
  event: 'signed-up',
  key: 'customer',
  reentry: { rule: 'always' },
  exits: [{ event: 'changed-mind', match: 'customer' }],
});
const opened = node('opened', 'wait-for-event', {
  event: 'message-opened',
  match: 'message',
  timeout: { amount: 3, unit: 'hours' },
});
/** The flows, in two versions each: publishing the other moves people, or leaves them without a step. */
const SHAPES = [
  [
    graphOf(
      [signedUp, wait('first', 1, 'hours'), email('mail'), opened, email('again'), node('end', 'end')],
      { holdout: 0.3 },
      [
        'trigger:next>first',
        'first:next>mail',
        'mail:next>opened',
        'opened:happened>end',
        'opened:timeout>again',
        'again:next>end',
      ],
    ),
    graphOf([signedUp, email('hello'), wait('first', 2, 'hours'), email('mail'), node('end', 'end')], {
      holdout: 0.3,
    }),
  ],
  [
    graphOf([
      cartTrigger(),
      wait('hour', 1, 'hours'),
      email('cart-mail'),
      wait('day', 1, 'days'),
      email('second'),
      node('end', 'end'),
    ]),
    graphOf([cartTrigger(), wait('hour', 3, 'hours'), email('cart-mail'), node('end', 'end')]),
  ],
] as const;

/** Runs a random life on real Postgres and a real mail server, in virtual time. */
export async function live(
  plain: TestStore,
  context: Context,
  mail: { mood: MailMood },
  connectionId: string,
  life: readonly Happening[],
) {
  const store = crashingStore({ ...plain, context });
  const host = new VirtualHost(store);
  const shop = shopOf({ ...plain, context });
  const flows: string[] = [];
  for (const [index, shapes] of SHAPES.entries()) {
    const flow = await createFlow(context, { name: `Flow ${index}`, graph: shapes[0] });
    await publishFlow(context, { id: flow.id });
    flows.push(flow.id);
  }
  const settings: Record<string, Record<string, unknown>> = {
    'quiet-hours': { on: false },
    'frequency-cap': { on: false },
  };
  await updateGuardrails(context, { settings });
  const known = (who: number) => ({ ...shop.person(nameOf(who)), externalId: `x-${nameOf(who)}` });
  const sql = <Row extends object>(
    run: (tx: Parameters<Parameters<Context['db']['inWorkspace']>[1]>[0]) => Promise<readonly Row[]>,
  ) => context.db.inWorkspace(context.workspaceId, async (tx) => [...(await run(tx))]);
  const customerOf = async (who: number) =>
    (
      await sql<{ id: string }>(
        (tx) =>
          tx`select customer_id as id from customer_identities
            where kind = 'email' and value = ${`${nameOf(who)}@example.com`}`,
      )
    )[0]?.id;
  const messageOf = async (who: number) => {
    const id = await customerOf(who);
    if (!id) return undefined;
    const rows = await sql<{ id: string; enrolled_at: number }>(
      (tx) =>
        tx`select id, enrolled_at from messages
          where customer_id = ${id} and (sent_at is not null or status = 'unknown') order by planned_at desc
          limit 1`,
    );
    return (
      rows[0] && { messageId: rows[0].id, enrolledAt: rows[0].enrolled_at, workspaceId: context.workspaceId }
    );
  };
  const tokenOf = (url: string) => url.split('/').at(-1) ?? '';
  let count = 0;

  async function happen(it: Happening): Promise<void> {
    count += 1;
    const flow = 'flow' in it ? (flows[it.flow] ?? '') : '';
    switch (it.do) {
      case 'pass':
        return host.pass(it.minutes * MINUTE);
      case 'sign-up':
        return void (await shop.send('signed-up', known(it.who)));
      case 'fill-cart':
        return void (await shop.fillCart(nameOf(it.who), `${nameOf(it.who)}-${it.cart}`));
      case 'buy':
        return void (await shop.buy(nameOf(it.who), `order-${count}`, `${nameOf(it.who)}-${it.cart}`));
      case 'merge':
        return void (await shop.send('signed-up', {
          ...shop.person(nameOf(it.who)),
          externalId: `x-${nameOf(it.into)}`,
        }));
      case 'open':
      case 'click':
      case 'unsubscribe': {
        const message = await messageOf(it.who);
        if (!message) return;
        const links = messageLinks(context, message);
        if (it.do === 'open')
          await recordOpen(
            plain.contextOf,
            tokenOf(links.open),
            context.secret,
            VISITORS[count % VISITORS.length]!,
          );
        if (it.do === 'click')
          await recordClick(
            plain.contextOf,
            tokenOf(links.click(0)),
            context.secret,
            VISITORS[count % VISITORS.length]!,
          );
        if (it.do === 'unsubscribe')
          await unsubscribe(plain.contextOf, tokenOf(links.unsubscribe), context.secret);
        return;
      }
      case 'erase': {
        const id = await customerOf(it.who);
        return id ? void (await eraseCustomer(context, { id })) : undefined;
      }
      case 'enrol-by-hand': {
        const customer = await customerOf(it.who);
        return customer
          ? void (await enrolByHand(context, { flow: flows[count % 2] ?? '', customer }))
          : undefined;
      }
      case 'cancel': {
        const id = (await customerOf(it.who)) ?? null;
        const [row] = await sql<{ id: string }>(
          (tx) => tx`select id from enrolments where customer_id = ${id} and ended_at is null limit 1`,
        );
        return row ? void (await cancelEnrolment(context, { id: row.id })) : undefined;
      }
      case 'pause':
        return void (await pauseFlow(context, { id: flow }));
      case 'resume':
        return void (await resumeFlow(context, { id: flow, overdue: it.overdue, hours: 2 }));
      case 'stop':
        return void (await stopFlow(context, { id: flow }));
      case 'publish':
        await saveFlow(context, { id: flow, graph: SHAPES[it.flow]?.[it.shape] });
        return void (await publishFlow(context, { id: flow, inside: it.inside }));
      case 'kill-switch':
        return void (await stopSending(context, { scope: 'all', on: it.on }));
      case 'cap':
        return void (await updateGuardrails(context, { settings: { 'frequency-cap': { on: it.on } } }));
      case 'quiet-hours':
        return void (await updateGuardrails(context, { settings: { 'quiet-hours': { on: it.on } } }));
      case 'global-holdout':
        await updateGuardrails(context, { settings: { [globalHoldoutCheckId()]: { share: it.share } } });
        while (await drawHoldout(plain.db, store.clock.now(), 3));
        return;
      case 'mood':
        mail.mood = it.mood;
        return;
      case 'report': {
        const message = await messageOf(it.who);
        if (!message) return;
        const report = {
          id: `r${count}`,
          event: it.event,
          messageId: message.messageId,
          providerId: null,
          channel: 'email',
          address: null,
          reason: 'no such street',
          suppress: null,
          text: null,
        } as const;
        return context.db.inWorkspace(context.workspaceId, (tx) =>
          recordReports(tx, context, connectionId, [report]),
        );
      }
      case 'resolve': {
        const [row] = await sql<{ id: string }>(
          (tx) => tx`select id from messages where status = 'unknown' limit 1`,
        );
        return row ? void (await resolveUnknown(context, { id: row.id, arrived: it.arrived })) : undefined;
      }
      case 'crash':
        return store.crashAfter(it.after, it.committed);
      case 'roll-up':
        return void (await rollUpCounters(plain.db));
    }
  }

  for (const it of life) {
    // Resuming a flow that is not paused or erasing an unknown person is refused with an error and changes
    // nothing.
    await happen(it).catch((error: unknown) => {
      if (!isMillraceError(error) || error.fault !== 'theirs') throw error;
    });
    await host.settle();
  }
  mail.mood = 'takes';
  store.crashAfter(Infinity, false);
  await host.pass(60 * 24 * 3 * MINUTE);
  return { flows };
}
