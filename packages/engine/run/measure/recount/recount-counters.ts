import { NOTE_ORDINALS } from '@millrace/core/rows';
import type { Tx } from '@millrace/db';
import { partOf, type Compared, type Part } from './compared.ts';
import type { Recountable } from './flows-to-recount.ts';
import { moneyChanges } from './recount-money.ts';

/**
 * Compares counts of flows and steps with enrolments, timelines and messages. A count belongs to the person's
 * version at that moment. Where an earlier release moved people without recording the old version, versions
 * are counted together.
 */
export async function recountCounters(tx: Tx, flows: Recountable): Promise<Part> {
  const rows = await tx<Compared[]>`
    with walks as (
      select e.id, e.flow_id, e.version_id, e.state, e.end_reason, e.ended_at, e.cursor->>'node' as node,
        case when e.held_out then 'silent:' else '' end as silent,
        coalesce((select (t.data->>'fromVersion')::uuid from traces t
          where t.enrolment_id = e.id and t.what = 'moved' order by t.seq, t.ordinal
          limit 1), e.version_id) as first_version
      from enrolments e),
    steps as (
      select w.flow_id, t.node, w.silent || case t.what when 'entered' then 'entered'
        else 'went:' || t.port end as metric,
          coalesce((select (m.data->>'toVersion')::uuid from traces m
          where m.enrolment_id = t.enrolment_id and m.what = 'moved'
          and (m.seq, m.ordinal) < (t.seq, t.ordinal)
          order by m.seq desc, m.ordinal desc limit 1), w.first_version) as version_id
      from traces t join walks w on w.id = t.enrolment_id
        where t.node is not null and (t.what = 'entered' or (t.what = 'went' and t.port is not null))),
    counted as (
      select flow_id, first_version as version_id, '' as node, silent || 'entered' as metric,
        1::numeric as amount from walks
      union all select flow_id, version_id, '', silent || state, 1 from walks where ended_at is not null
      union all select flow_id, version_id, '', silent || state || ':' || end_reason, 1 from walks
        where ended_at is not null
      union all select flow_id, version_id, node, silent || state, 1 from walks
        where ended_at is not null and node is not null
      union all select flow_id, version_id, node, silent || 'here', 1 from walks
        where ended_at is null and node is not null
      union all select flow_id, version_id, node, metric, 1 from steps
      union all ${messageCounts(tx)}
      union all select flow_id, version_id, node, 'call-' || status, 1 from calls
        where status in ('done', 'refused', 'failed', 'skipped', 'unknown')
      union all select flow_id, version_id, node, 'call-' || status || ':' || reason, 1 from calls
        where status in ('refused', 'failed', 'skipped', 'unknown') and reason is not null
      union all ${moneyChanges(tx)}),
    kept as (
      select flow_id, version_id, node, metric, amount::numeric from counter_totals
      union all select flow_id, version_id, node, metric, amount::numeric from counter_changes),
    unclear as (select distinct flow_id from traces where what = 'moved' and data->>'toVersion' is null),
    both_sides as (
      select flow_id, version_id, node, metric, amount as kept, 0::numeric as counted from kept
      union all select flow_id, version_id, node, metric, 0, amount from counted)
    select jsonb_build_object('flow', flow_id, 'version', version, 'node', node, 'metric', metric) as of,
      sum(kept) as kept, sum(counted) as counted
    from (select b.*, case when u.flow_id is null then b.version_id end as version from both_sides b
      left join unclear u on u.flow_id = b.flow_id) s
    where not (flow_id = any(${flows.tooOld as string[]}::uuid[])) group by flow_id, version, node, metric`;
  return partOf('counter', rows);
}

/** How messages ended, their opens and clicks, and how often each was held. */
const messageCounts = (tx: Tx) => tx`
  select flow_id, version_id, node, status, 1 from messages
    where status in ('sent', 'refused', 'skipped', 'failed', 'unknown')
  union all select flow_id, version_id, node, status || ':' || reason, 1 from messages
    where status in ('refused', 'skipped', 'failed', 'unknown') and reason is not null
  union all select m.flow_id, m.version_id, m.node, f.metric, 1 from messages m cross join lateral (values
    ('delivered', m.delivered_at), ('opened', m.opened_at), ('clicked', m.clicked_at),
      ('bounced', m.bounced_at), ('unsubscribed', m.unsubscribed_at)) f(metric, at) where f.at is not null
  union all select m.flow_id, m.version_id, m.node, v.metric, 1 from messages m cross join lateral (
    select distinct case v->>'kind' when 'open' then 'machine-opened' else 'machine-clicked' end as metric
    from jsonb_array_elements(case jsonb_typeof(m.visits) when 'array' then m.visits else '[]' end) v
      where v->>'by' = 'machine' and v->>'kind' in ('open', 'click')) v
  union all select m.flow_id, m.version_id, m.node, h.metric, 1
    from traces t join messages m on m.enrolment_id = t.enrolment_id and m.node = t.node and m.visit = t.visit
      cross join lateral (values ('held'), ('held:' || (t.data->>'reason'))) h(metric)
    where t.what = 'message' and t.ordinal >= ${NOTE_ORDINALS.hold.from}
      and t.ordinal < ${NOTE_ORDINALS.hold.below}`;
