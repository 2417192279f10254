'use client';
import { capital, listed, plural } from '@millrace/base/words';
import { countOfSubject, noneOfSubject, type Subject } from '@millrace/flow';
import { Link, Skeleton } from '@millrace/ui';
import type { PublishPreview } from '../actions.ts';
import { useEditor, useEditorState } from '../store/hooks.ts';
import { titleOf } from '../store/words.ts';
import { HoldoutLine } from './holdout-line.tsx';
import { Line } from './line.tsx';
import type { KnownPreview } from './use-publish-preview.ts';

const MOST_TOLD = 6;

/** Before publishing: who would enter, who owns the flow, and which other flows write to the same people. */
export function BeforePublishing({ preview, onLeave }: { preview: KnownPreview; onLeave: () => void }) {
  const editor = useEditor();
  const subject = useEditorState((state) => state.document.subject);
  if (preview === 'none') return null;
  if (preview === 'loading') return <Skeleton className="h-20 w-full" />;
  const { audience, holdout, owner, withoutProvider = [], rivals = [], neverSent = [] } = preview;
  const settings = (field: string) => {
    onLeave();
    editor.update({ panel: 'settings', field });
  };
  return (
    <section aria-label="Before it is live">
      <ul className="flex flex-col gap-1.5 text-13 text-ink">
        {audience ? (
          <Line icon="users" warns={audience.people === 0}>
            {audienceWords(audience, subject)}
          </Line>
        ) : null}
        {holdout === undefined ? null : <HoldoutLine onSettings={() => settings('settings.holdout')} />}
        {owner === undefined ? null : (
          <Line
            icon="user"
            warns={!owner}
            change={{ words: owner ? 'Change' : 'Name an owner', onPress: () => settings('settings.owner') }}
          >
            {owner ? `Owner: ${owner}.` : 'The flow has no owner yet.'}
          </Line>
        )}
        {withoutProvider.length > 0 ? (
          <Line icon="send" warns>
            No provider for {listed(withoutProvider, 'or')} is connected. These messages stay in the message
            log and are not delivered.{' '}
            <Link render={<a href="/settings/connections" target="_blank" rel="noreferrer" />}>
              Connect one
            </Link>
          </Line>
        ) : null}
        {neverSent.map(({ node, messages, reason }) => (
          <Line
            key={node}
            icon="shield"
            warns
            change={{
              words: 'Show',
              onPress: () => {
                onLeave();
                editor.choose.open(node);
              },
            }}
          >
            “{titleOf(editor.store.getState().document.nodes[node], editor.kinds)}” would not reach anybody.
            In a rehearsal, none of {plural(messages, 'message')} got past the guardrails ({reason}).
          </Line>
        ))}
        {rivals.map((rival) => (
          <Line key={rival.id} icon="split" warns>
            <Link render={<a href={`/flows/${rival.id}`} target="_blank" rel="noreferrer" />}>
              {rival.name}
            </Link>
            {rival.state === 'paused' ? ' (paused)' : ''}{' '}
            {rival.why === 'event'
              ? 'begins with the same event. The same people get messages from both, within the caps.'
              : 'is about the same subject. The same people may get messages from both, within the caps.'}
          </Line>
        ))}
      </ul>
      <Changes changes={preview.changes ?? null} />
    </section>
  );
}

export function audienceWords(
  { people: count, days, exact }: NonNullable<PublishPreview['audience']>,
  subject: Subject,
): string {
  const span = `in the last ${plural(days, 'day')}`;
  if (count === 0) return `${capital(noneOfSubject(subject))} would have entered ${span}.`;
  return `${exact ? '' : 'At least '}${countOfSubject(subject, count)} would have entered ${span}.`;
}

/** The changes against the live version. */
function Changes({ changes }: { changes: readonly string[] | null }) {
  if (!changes || changes.length === 0) return null;
  return (
    <div className="pt-4">
      <h3 className="pb-1 text-13 font-medium text-ink">What changes</h3>
      <ul className="flex list-disc flex-col gap-0.5 pl-5 text-13 text-soft">
        {changes.slice(0, MOST_TOLD).map((change) => (
          <li key={change}>{change}</li>
        ))}
        {changes.length > MOST_TOLD ? <li>and {plural(changes.length - MOST_TOLD, 'more change')}</li> : null}
      </ul>
    </div>
  );
}
