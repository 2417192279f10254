import type { Tx } from '@millrace/db';

/** The people and things of an erasure. */
export interface ErasureScope {
  /** The customer and everybody merged into them. */
  readonly people: readonly string[];
  readonly carts: readonly string[];
  readonly orders: readonly string[];
  readonly messages: readonly string[];
  readonly now: number;
}

/**
 * What an erasure does to a table: nothing, because it names nobody, or a statement that removes the person's
 * data.
 */
export type Treatment =
  | { readonly keeps: string }
  | { readonly erases: string; run(tx: Tx, scope: ErasureScope): PromiseLike<unknown> };

const keeps = (why: string): Treatment => ({ keeps: why });
const erases = (what: string, run: (tx: Tx, scope: ErasureScope) => PromiseLike<unknown>): Treatment => ({
  erases: what,
  run,
});

/** Fields of timeline data that a recount needs: codes, our own ids and instants. */
const CODES = ['reason', 'until', 'outcome', 'fromVersion', 'toVersion'];

/**
 * Every table, and what erasing a person does to it. A test compares this list with the schema, so a new
 * table needs an entry. `hide-names.ts` replaces external ids in `orders`, `order_changes` and `event_keys`.
 */
export const TABLES: Readonly<Record<string, Treatment>> = {
  // First, while the addresses that find them still exist.
  test_messages: erases(
    'tests that the team sent to their address',
    (tx, { people }) => tx`
    delete from test_messages where address in (select unnest(array[email, phone]) from customers
      where id = any(${people as string[]}::uuid[]))`,
  ),
  storefront_submissions: erases(
    'what they filled in and did not confirm, and what they did',
    (tx, { people }) => tx`
    delete from storefront_submissions where email in (select email from customers
      where id = any(${people as string[]}::uuid[]))`,
  ),
  browsers: erases(
    'where their browsers show notifications',
    (tx, { people }) => tx`delete from browsers where customer_id = any(${people as string[]}::uuid[])`,
  ),
  browser_keys: keeps('keys of ours'),
  storefronts: keeps('settings'),
  storefront_forms: keeps('what the team wrote'),
  import_parts: erases(
    'files with their address that nobody is importing; one that is being imported is deleted at its end',
    (tx, { people }) => tx`
    delete from import_parts where import_id in (
      select p.import_id from import_parts p join imports i on i.id = p.import_id
        join customers c on c.id = any(${people as string[]}::uuid[])
        where i.state not in ('checking', 'running') and (
          position(c.email in lower(replace(encode(p.body, 'escape'), '\\000', ''))) > 0
          or position(c.phone in replace(encode(p.body, 'escape'), '\\000', '')) > 0))`,
  ),
  import_refusals: erases(
    'rows of files with their address',
    (tx, { people }) => tx`
    delete from import_refusals r using customers c where c.id = any(${people as string[]}::uuid[])
      and (position(c.email in lower(r.cells::text)) > 0 or position(c.phone in r.cells::text) > 0)`,
  ),
  import_marks: keeps('hashes, until the import ends'),
  imports: keeps('what the team imported; its file is in import_parts'),
  known_values: erases(
    'what only one person had, so that it is offered to nobody',
    (tx) => tx`delete from known_values where people <= 1`,
  ),
  known_facts: keeps('names of properties'),
  look_ups: keeps('ids of ours'),
  pulls: keeps('a place in the list of another system'),
  sign_ins: keeps('a sign-in of the team, for minutes'),
  send_slots: keeps('when a connection takes its next message'),
  flow_edits: keeps('what the team drew'),
  customers: erases(
    'everything but the id and what they were worth',
    (tx, { people, now }) => tx`
    update customers set email = null, phone = null, first_name = null, last_name = null, country = null,
      city = null, zone = null, language = null, tags = '{}', properties = '{}',
      traits_at = null, granted_tier = null, granted_until = null, erased_at = ${now}, updated_at = ${now}
        where id = any(${people as string[]}::uuid[])`,
  ),
  customer_identities: erases(
    'every name they went by',
    (tx, { people }) =>
      tx`delete from customer_identities where customer_id = any(${people as string[]}::uuid[])`,
  ),
  customer_search: erases(
    'the beginnings by which they are found',
    (tx, { people }) =>
      tx`delete from customer_search where customer_id = any(${people as string[]}::uuid[])`,
  ),
  consents: erases(
    'consent',
    (tx, { people, now }) => tx`
    update consents set state = 'unsubscribed', source = 'erased', at = ${now}, dated = true,
      address = null where customer_id = any(${people as string[]}::uuid[])`,
  ),
  consent_history: erases(
    'where consent came from, in the words of the sender',
    (tx, { people }) => tx`
    update consent_history set source = null,
      address = null where customer_id = any(${people as string[]}::uuid[])`,
  ),
  suppressions: erases(
    'the address; its hash is kept',
    (tx, { people }) => tx`delete from suppressions where customer_id = any(${people as string[]}::uuid[])`,
  ),
  erased_addresses: keeps('a keyed hash of the address, so that it is never written to again'),
  cart_aliases: erases(
    'the names of their carts',
    (tx, { carts }) => tx`delete from cart_aliases where cart_id = any(${carts as string[]}::uuid[])`,
  ),
  cart_snapshots: erases(
    'the device and the codes of carts as they left them',
    (tx, { carts }) => tx`
    update cart_snapshots set device = null, discount_codes = '{}' where cart_id = any(${carts as string[]}::uuid[])`,
  ),
  carts: erases(
    'the names of their carts and what leads back to them',
    (tx, { carts }) => tx`
    update carts set external_id = 'erased/' || id, recovery_url = null, device = null, discount_codes = '{}',
      abandon_due_at = null where id = any(${carts as string[]}::uuid[])`,
  ),
  orders: erases(
    'numbers and codes; amounts stay',
    (tx, { orders }) => tx`
    update orders set number = null, discount_codes = '{}',
      state = state #- '{fields,number}' #- '{fields,discountCodes}'
      where id = any(${orders as string[]}::uuid[])`,
  ),
  order_changes: keeps('amounts of a nameless order'),
  order_ledger: keeps('amounts'),
  products: keeps('what the store sells'),
  product_variants: keeps('what the store sells'),
  product_forecasts: keeps('what is expected to be sold'),
  stock_turns: keeps('counts of what the store sells'),
  events: erases(
    'what was said of it',
    (tx, { people, carts, orders }) => tx`
    update events set properties = '{}'
      where customer_id = any(${people as string[]}::uuid[])
      or (customer_id is null and cart_id = any(${carts as string[]}::uuid[]))
      or (customer_id is null and order_id = any(${orders as string[]}::uuid[]))`,
  ),
  event_keys: keeps('a keyed hash of the id the sender gave, so that a repeat is told'),
  event_queue: erases(
    'what waited to be routed',
    (tx, { people }) => tx`delete from event_queue where customer_id = any(${people as string[]}::uuid[])`,
  ),
  enrolments: erases(
    'what was found out on the way',
    (tx, { people, orders }) => tx`
    update enrolments set cursor = jsonb_build_object('node', cursor->'node'),
      error = null where customer_id = any(${people as string[]}::uuid[])
      or (customer_id is null and subject is not null and order_id = any(${orders as string[]}::uuid[]))`,
  ),
  trigger_sources: keeps('which flows look for people, and how far they have come'),
  number_days: keeps('sums of a day'),
  report_days: keeps('sums of a day'),
  flow_figures: keeps('sums of a flow'),
  report_day_runs: keeps('which days were added up'),
  anomaly_checks: keeps('which day was looked at'),
  entry_counts: keeps('sums of what people did'),
  anomalies: keeps('sums of days, and names of products, flows and channels'),
  segments: keeps('conditions that the team wrote'),
  own_templates: keeps('flows that the team drew'),
  segment_scans: keeps('how far everybody was checked'),
  segment_members: erases(
    'which segments they were in',
    (tx, { people }) =>
      tx`delete from segment_members where customer_id = any(${people as string[]}::uuid[])`,
  ),
  segment_checks: keeps('ids of ours'),
  test_people: erases(
    'which variants they got',
    (tx, { people }) => tx`delete from test_people where customer_id = any(${people as string[]}::uuid[])`,
  ),
  test_choices: keeps('which variant the team or the rule chose'),
  product_changes: keeps('what the store sells'),
  waiting_arrivals: erases(
    'that they wait to come in',
    (tx, { people }) =>
      tx`delete from waiting_arrivals where customer_id = any(${people as string[]}::uuid[])`,
  ),
  listens: erases(
    'what was listened for',
    (tx, { people }) => tx`delete from listens where customer_id = any(${people as string[]}::uuid[])`,
  ),
  wakes: keeps('ids of ours'),
  outbox: keeps('ids of ours'),
  bulk_jobs: keeps('ids of ours'),
  rechecks: keeps('ids of ours'),
  traces: erases(
    'the words of their story',
    (tx, { people, orders }) => tx`
    update traces set sentence = '', data = (select jsonb_object_agg(key, value)
      from jsonb_each(case jsonb_typeof(data) when 'object' then data else '{}' end)
      where key = any(${CODES}))
    where customer_id = any(${people as string[]}::uuid[])
      or (customer_id is null and enrolment_id in (select id from enrolments
        where customer_id is null and subject is not null and order_id =
        any(${orders as string[]}::uuid[])))`,
  ),
  decisions: erases(
    'what was decided on, and why',
    (tx, { people }) => tx`
    update decisions set inputs = '{}', explanation = '[]',
      options = (select coalesce(jsonb_agg(option - 'note'), '[]') from jsonb_array_elements(options) option)
    where customer_id = any(${people as string[]}::uuid[])`,
  ),
  messages: erases(
    'the address and every word',
    (tx, { people }) => tx`
    update messages set address = null, subject = null, html = null, body = null, headers = null,
      links = null, parts = null, code = null, provider_id = null, sentence = null,
      visits = (select jsonb_agg(v - 'link' - 'agent' - 'prefetch')
        from jsonb_array_elements(case jsonb_typeof(visits) when 'array' then visits else '[]' end) v
        where v ? 'by')
    where customer_id = any(${people as string[]}::uuid[])`,
  ),
  calls: erases(
    'what was asked for them, and what was answered',
    (tx, { people }) => tx`
    update calls set input = '{}', texts = null, sentence = null,
      result = null where customer_id = any(${people as string[]}::uuid[])`,
  ),
  work_items: erases(
    'what the team was asked about them, with its history and its e-mails',
    (tx, { people, orders }) => tx`
    delete from work_items where customer_id = any(${people as string[]}::uuid[])
      or (customer_id is null and enrolment_id in (select id from enrolments
        where customer_id is null and subject is not null and order_id =
        any(${orders as string[]}::uuid[])))`,
  ),
  work_notes: keeps('deleted with their work'),
  work_mails: keeps('ids of ours'),
  work_mail_choices: keeps('settings'),
  visit_checks: keeps('ids of ours'),
  survey_answers: erases(
    'what they answered',
    (tx, { people }) => tx`delete from survey_answers where customer_id = any(${people as string[]}::uuid[])`,
  ),
  outside_flows: keeps('flows of other systems, which name nobody'),
  return_policies: keeps('settings'),
  returns: erases(
    'what they sent back, why, and what they wrote',
    (tx, { people }) => tx`delete from returns where customer_id = any(${people as string[]}::uuid[])`,
  ),
  list_members: erases(
    'the lists they were on',
    (tx, { people }) => tx`delete from list_members where customer_id = any(${people as string[]}::uuid[])`,
  ),
  predictions: erases(
    'what was predicted of them',
    (tx, { people }) => tx`delete from predictions where customer_id = any(${people as string[]}::uuid[])`,
  ),
  reorder_dates: erases(
    'what they were expected to buy again',
    (tx, { people }) => tx`delete from reorder_dates where customer_id = any(${people as string[]}::uuid[])`,
  ),
  loyalty_entries: erases(
    'what points were for',
    (tx, { people }) => tx`
    update loyalty_entries set reason = '', by_name = null where customer_id = any(${people as string[]}::uuid[])`,
  ),
  short_links: erases(
    'links of texts',
    (tx, { messages }) => tx`delete from short_links where message_id = any(${messages as string[]}::uuid[])`,
  ),
  touches: keeps('ids of ours'),
  discount_codes: keeps('a code of ours, which still has to be known when it is used'),
  entry_refusals: keeps('a reason in the words of the flow'),
  audit_log: erases(
    'what was changed about them',
    (tx, { people }) => tx`
    update audit_log set changes = '{}'
      where subject_type = 'customer' and subject_id = any(${people as string[]})`,
  ),
  privacy_requests: erases(
    'what they asked by',
    (tx, { people }) => tx`
    update privacy_requests set details = '{}' where customer_id = any(${people as string[]}::uuid[])`,
  ),
  idempotency_keys: keeps('answers that name them are taken out in forget-answers.ts'),
  holdout_people: keeps('the arm they were drawn into, so that results stay right'),
  holdout_periods: keeps('a setting'),
  holdout_sums: keeps('sums'),
  flow_people: keeps('the arm they were drawn into, so that results stay right'),
  attributions: keeps('amounts'),
  counter_changes: keeps('counts'),
  counter_rollups: keeps('counts'),
  counter_totals: keeps('counts'),
  arm_sums: keeps('sums'),
  flow_metric_counts: keeps('counts'),
  flow_metric_runs: keeps('when they were counted'),
  arm_history: keeps('sums'),
  models: keeps('what was learned from everybody together'),
  flows: keeps('what the team drew'),
  flow_versions: keeps('what the team drew'),
  plans: keeps('what the team drew'),
  workspaces: keeps('the store'),
  connections: keeps('systems; their errors are written without what they were about'),
  api_keys: keeps('systems'),
  role_permissions: keeps('settings'),
  guardrail_settings: keeps('settings'),
  brand_rules: keeps('settings'),
  content_proposals: keeps('texts with placeholders, written without any data of people'),
  kill_switches: keeps('settings'),
};
