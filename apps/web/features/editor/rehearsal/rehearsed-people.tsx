'use client';
import { capital, count, dayAndTime, zoneName } from '@millrace/base/words';
import { entriesOfSubject, subjectNouns, type Subject } from '@millrace/flow';
import { Badge, Button, IconButton, Panel, Skeleton } from '@millrace/ui';
import type { RehearsedPage } from '../actions.ts';
import { useEditor, useEditorState } from '../store/hooks.ts';
import { titleOf } from '../store/words.ts';
import { COUNT_WORDS, endWords, isThing } from './rehearsal-words.ts';
import { useRehearsal } from './use-rehearsal.ts';

/** The rehearsed entries behind a number. Each opens its story. */
export function RehearsedPeople() {
  const editor = useEditor();
  const { rehearsing } = editor;
  const looked = useRehearsal((state) => state.looked);
  const page = useRehearsal((state) => state.page);
  const title = useEditorState((state) => titleOf(state.document.nodes[looked?.node ?? ''], editor.kinds));
  const subject = useEditorState((state) => state.document.subject);
  const missed = useRehearsal((state) => state.missed);
  if (!looked) return null;
  const many = capital(subjectNouns(subject));
  return (
    <Panel
      title={COUNT_WORDS[looked.count] ?? many}
      subtitle={page ? `${title}: ${entriesOfSubject(subject, page.subjects, page.total)}` : title}
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
      {page ? <Entries page={page} subject={subject} /> : missed ? null : <Waiting />}
      {missed ? (
        <NotRead onAgain={() => void (page ? rehearsing.more() : rehearsing.look({ ...looked }))} />
      ) : null}
    </Panel>
  );
}

function Entries({ page, subject }: { page: RehearsedPage; subject: Subject }) {
  const { rehearsing } = useEditor();
  if (page.people.length === 0) return <p className="text-13 text-soft">None.</p>;
  return (
    <>
      <ul className="-mx-2 flex flex-col" aria-label={capital(subjectNouns(subject))}>
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
        {isThing(subject) ? 'Times are the store’s.' : 'Times are each customer’s own.'}
      </p>
      {page.next !== null ? (
        <Button size="small" className="mt-2" onClick={() => void rehearsing.more()}>
          Show more of {count(page.total)}
        </Button>
      ) : null}
    </>
  );
}

/** Shown when a list or a story could not be read. */
export function NotRead({ onAgain }: { onAgain: () => void }) {
  return (
    <div role="alert" className="flex flex-col items-start gap-2 pt-2 text-13 text-soft">
      <p>This could not be read. Try again in a moment.</p>
      <Button size="small" icon="refresh" onClick={onAgain}>
        Try again
      </Button>
    </div>
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
