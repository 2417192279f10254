import type { Instant } from '@millrace/base';
import type { Tx } from '@millrace/db';

/**
 * `called-back`: tells the workflow to retry the message or call that it put off. Under the customer's lock.
 * Does nothing while the flow is paused or a pause still holds the person; resuming the flow retries it.
 * @param awaited id of the message or call
 */
export async function callBack(tx: Tx, enrolmentId: string, awaited: string, now: Instant): Promise<void> {
  await tx`with called as (
      update enrolments e set instruction = jsonb_set(instruction, '{at}', to_jsonb(${now}::bigint))
        where id = ${enrolmentId} and ended_at is null and due_while_paused is null
        and instruction->>(case instruction->>'type' when 'deliver' then 'messageId'
          when 'call' then 'callId' end) = ${awaited} and exists (select from flows f
          where f.id = e.flow_id and f.state = 'live')
      returning workspace_id, id)
    insert into outbox (workspace_id, enrolment_id, kind) select workspace_id, id, 'wake' from called`;
}
