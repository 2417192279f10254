'use client';
import { capital, count, dayAndTime, inflected, zoneName } from '@millrace/base/words';
import { countOfSubject, subjectNoun } from '@millrace/flow';
import { Badge, Button, IconButton, Panel, Skeleton } from '@millrace/ui';
import type { RehearsedPage } from '../actions.ts';
import { useEditor, useEditorState } from '../store/hooks.ts';
import { titleOf } from '../store/words.ts';
import { COUNT_WORDS, endWords } from './rehearsal-words.ts';
import { useRehearsal } from './use-rehearsal.ts';

/** The rehearsed people behind a number: each leads to their whole way. */
export function RehearsedPeople() {
  const editor = useEditor();
  const { rehearsing } = editor;
  const looked = useRehearsal((state) => state.looked);
  const page = useRehearsal((state) => state.page);
  const title = useEditorState((state) => titleOf(state.document.nodes[looked?.node ?? ''], editor.kinds));
  const subject = useEditorState((state) => state.document.subject);
  if (!looked) return null;
  const many = capital(inflected(2, subjectNoun(subject)));
  return (
    <Panel
      title={COUNT_WORDS[looked.count] ?? many}
      subtitle={page ? `${title}: ${countOfSubject(subject, page.total)}` : title}
      aria-label={`Rehearsed ${many.toLowerCase()}`}
      mark={
        <IconButton
          icon="arrow-left"
          label="Back to the rehearsal"
          size="small"
          onClick={() => void rehearsing.look(null)}
        />
      }
      onClose={() => editor.choose.closePanel()}
    >
      {page ? <People page={page} label={many} /> : <Waiting />}
    </Panel>
  );
}

function People({ page, label }: { page: RehearsedPage; label: string }) {
  const { rehearsing } = useEditor();
  if (page.people.length === 0) return <p className="text-13 text-soft">None.</p>;
  return (
    <>
      <ul className="-mx-2 flex flex-col" aria-label={label}>
        {page.people.map((person) => (
          <li key={person.enrolmentId}>
            <button
              type="button"
              onClick={() =>
                void rehearsing.read({ customer: person.customerId, enrolment: person.enrolmentId })
              }
              className="flex w-full cursor-pointer flex-col gap-0.5 rounded-md px-2 py-1.5 text-left hover:bg-sunken"
            >
              <span className="flex w-full items-baseline gap-2">
                <span className="min-w-0 flex-1 truncate text-13 font-medium text-ink">
                  {person.name ?? 'Unknown visitor'}
                </span>
                {person.heldOut ? <Badge>Holdout</Badge> : null}
                <time
                  dateTime={new Date(person.at).toISOString()}
                  title={`${zoneName(person.zone)} time`}
                  className="shrink-0 text-12 text-faint tabular"
                >
                  {dayAndTime(person.at, person.zone)}
                </time>
              </span>
              <span className="line-clamp-2 text-12 text-soft">
                {person.sentence ? `${person.sentence} ` : ''}
                <span className="text-faint">({endWords(person.endReason)})</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p className="pt-3 text-12 text-faint">
        {label === 'People' ? 'Times are each person’s own.' : 'Times are the store’s.'}
      </p>
      {page.next !== null ? (
        <Button size="small" className="mt-2" onClick={() => void rehearsing.more()}>
          Show more of {count(page.total)}
        </Button>
      ) : null}
    </>
  );
}

function Waiting() {
  return (
    <div aria-busy className="flex flex-col gap-3">
      {[80, 64, 72, 56].map((width) => (
        <span key={width} style={{ width: `${width}%` }}>
          <Skeleton className="h-8 w-full" />
        </span>
      ))}
    </div>
  );
}
