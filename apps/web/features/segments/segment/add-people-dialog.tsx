'use client';
import { count, people as inWords, verb } from '@millrace/base/words';
import { Button, Dialog, Field, Link, Textarea } from '@millrace/ui';
import { useMutation } from '@tanstack/react-query';
import NextLink from 'next/link';
import { useMemo, useState } from 'react';
import { ProblemNote } from '../../lists/problem-note.tsx';
import { useTRPC } from '../../shell/index.ts';
import { useRefreshSegments } from '../use-refresh.ts';
import { MOST_NAMED, namedIn } from './named-people.ts';

/** Unknown addresses that are shown at most. */
const SHOWN = 8;

/** Puts people on a list by their e-mail addresses or phone numbers, and says who is not known. */
export function AddPeopleDialog({
  list: { id, name },
  onClose,
}: {
  list: { readonly id: string; readonly name: string };
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const refresh = useRefreshSegments();
  const [text, setText] = useState('');
  const people = useMemo(() => namedIn(text), [text]);
  const change = useMutation(
    trpc.segments.changeList.mutationOptions({ meta: { quiet: true }, onSuccess: () => refresh() }),
  );
  const tooMany = people.length > MOST_NAMED;
  const found = change.data;
  return (
    <Dialog
      open
      width="narrow"
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`Add people to ${name}`}
      description="Of people Millrace knows already. Consent is not changed by it."
      actions={
        found ? (
          <>
            <Button
              onClick={() => {
                change.reset();
                setText('');
              }}
            >
              Add more
            </Button>
            <Button look="primary" onClick={onClose}>
              Done
            </Button>
          </>
        ) : (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button
              look="primary"
              busy={change.isPending}
              disabled={people.length === 0 || tooMany}
              onClick={() => change.mutate({ id, do: 'put-on', people: [...people] })}
            >
              {people.length === 0 ? 'Add' : `Add ${count(people.length)}`}
            </Button>
          </>
        )
      }
    >
      {found ? (
        <div role="status" className="space-y-3 text-13">
          <p>
            {found.changed === 0
              ? 'Nobody was added.'
              : `${inWords(found.changed)} ${verb(found.changed, 'was')} added.`}
            {found.already > 0
              ? ` ${inWords(found.already)} ${verb(found.already, 'was')} on it already.`
              : ''}
          </p>
          {found.unknown.length > 0 ? (
            <>
              <p className="text-waiting">
                {count(found.unknown.length)} {verb(found.unknown.length, 'is')} not known here:
              </p>
              <ul className="space-y-0.5 text-soft">
                {found.unknown.slice(0, SHOWN).map((one) => (
                  <li key={one} className="truncate">
                    {one}
                  </li>
                ))}
                {found.unknown.length > SHOWN ? (
                  <li>and {count(found.unknown.length - SHOWN)} more</li>
                ) : null}
              </ul>
              <p className="text-faint">
                Bring in people who are new with a file in{' '}
                <Link render={<NextLink href="/customers/import" />}>Imports</Link>, which can put them on
                this list too.
              </p>
            </>
          ) : null}
        </div>
      ) : (
        <>
          {change.error ? <ProblemNote error={change.error} /> : null}
          <Field
            label="E-mail addresses or phone numbers"
            help="One in a line, or with commas between them."
            error={
              tooMany ? `At most ${count(MOST_NAMED)} at once. For more, use a file in Imports.` : undefined
            }
          >
            <Textarea
              value={text}
              onValueChange={setText}
              rows={7}
              placeholder={'ann@example.com\nben@example.com'}
              spellCheck={false}
            />
          </Field>
        </>
      )}
    </Dialog>
  );
}
