import type { WorkWithHistory } from '@millrace/services/work';
import { RelativeTime } from '@millrace/ui';
import { noteWords } from '../work-words.ts';

/** Who was asked, who said what, and when; oldest first. */
export function History({ work }: { work: WorkWithHistory }) {
  return (
    <section aria-label="History">
      <h3 className="text-13 font-medium">History</h3>
      <ol className="mt-2 space-y-2.5 border-l border-line pl-4">
        {work.history.map((note) => (
          <li key={note.id} className="text-13">
            <p className="flex flex-wrap gap-x-2">
              <span>
                {note.by ? <span className="font-medium">{note.by}: </span> : null}
                {noteWords(note)}
              </span>
              <RelativeTime instant={note.at} className="text-faint" />
            </p>
            {note.comment ? <p className="mt-0.5 whitespace-pre-wrap text-soft">{note.comment}</p> : null}
          </li>
        ))}
      </ol>
    </section>
  );
}
