'use client';
import type { ReturnView } from '@millrace/services/returns';
import {
  Badge,
  Button,
  Dialog,
  Field,
  Input,
  Link,
  Money,
  RelativeTime,
  Textarea,
  toast,
} from '@millrace/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import NextLink from 'next/link';
import { useState, type ReactNode } from 'react';
import { fieldProblems } from '../settings/forms/field-problems.ts';
import { problemOf, useMay, useTRPC } from '../shell/index.ts';
import { ANSWER_WORDS, itemWords, movesOf, STEP_WORDS, wishWords, type Move } from './return-words.ts';

/** A return with everything the customer said, and what the team can say of it. */
export function ReturnSheet({
  row,
  onClose,
  onMoved,
}: {
  row: ReturnView;
  onClose: () => void;
  onMoved: (row: ReturnView) => void;
}) {
  const may = useMay('work:answer');
  const [move, setMove] = useState<Move | null>(null);
  const [labelUrl, setLabelUrl] = useState('');
  const [text, setText] = useState('');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const send = useMutation(
    trpc.returns.move.mutationOptions({
      meta: { quiet: true },
      onSuccess: async (moved) => {
        setMove(null);
        toast.done(`${moved.number}: ${STEP_WORDS[moved.step].label.toLowerCase()}.`);
        onMoved(moved);
        await queries.invalidateQueries(trpc.home.pathFilter());
      },
    }),
  );
  const problems = fieldProblems(send.error);
  const moves = movesOf(row);
  return (
    <Dialog
      open
      onOpenChange={(next) => (next ? undefined : onClose())}
      title={`Return ${row.number}`}
      actions={
        move ? (
          <>
            <Button onClick={() => setMove(null)}>Back</Button>
            <Button
              look="primary"
              busy={send.isPending}
              onClick={() =>
                send.mutate({
                  id: row.id,
                  step: move.step,
                  ...(move.step === 'label' && labelUrl.trim() !== '' ? { labelUrl: labelUrl.trim() } : {}),
                  ...(move.step === 'refused' && text.trim() !== '' ? { text } : {}),
                })
              }
            >
              {move.label}
            </Button>
          </>
        ) : (
          <Button onClick={onClose}>Close</Button>
        )
      }
    >
      {move ? (
        <div className="flex flex-col gap-3">
          <p className="text-13 text-soft">{move.sentence}</p>
          {move.step === 'label' ? (
            <Field label="Address of the label" help="Optional." error={problems['labelUrl']}>
              <Input type="url" value={labelUrl} onValueChange={setLabelUrl} placeholder="https://" />
            </Field>
          ) : null}
          {move.step === 'refused' ? (
            <Field
              label="What the customer reads"
              help="Optional. It does not go out as an e-mail."
              error={problems['text']}
            >
              <Textarea rows={3} value={text} onValueChange={setText} maxLength={1_000} />
            </Field>
          ) : null}
          {send.error && Object.keys(problems).length === 0 ? (
            <p role="alert" className="text-13 text-broken">
              {problemOf(send.error).sentence}
            </p>
          ) : null}
        </div>
      ) : (
        <div className="flex flex-col gap-4">
          <Facts row={row} />
          <ul aria-label="Items" className="divide-y divide-line border-y border-line">
            {row.items.map((item, index) => (
              <li key={index} className="flex items-start gap-3 py-2 text-13">
                {item.image ? (
                  // oxlint-disable-next-line nextjs/no-img-element
                  <img src={item.image} alt="" className="size-10 shrink-0 rounded-md object-cover" />
                ) : null}
                <span className="min-w-0 flex-1">
                  <span className="block font-medium">{itemWords(item)}</span>
                  <span className="block text-soft">{item.reasonLabel}</span>
                  {item.text === '' ? null : (
                    <span className="mt-1 block border-l-2 border-line pl-2 break-words whitespace-pre-line text-soft">
                      {item.text}
                    </span>
                  )}
                </span>
                <Money amount={item.price * item.quantity} currency={row.currency} />
              </li>
            ))}
          </ul>
          {moves.length === 0 ? null : (
            <p className="text-13 text-soft">
              {row.flow
                ? `The flow “${row.flow.name}” handles this return, and asks for decisions in Work. Say here what it cannot know, such as that the parcel has arrived.`
                : 'No flow handles this return, so nothing happens by itself. Do it in your store, then say here how far it is.'}
            </p>
          )}
          {may && moves.length > 0 ? (
            <div role="group" aria-label="How far is it?" className="flex flex-wrap gap-2">
              {moves.map((one) => (
                <Button key={one.step} size="small" onClick={() => setMove(one)}>
                  {one.label}
                </Button>
              ))}
            </div>
          ) : null}
        </div>
      )}
    </Dialog>
  );
}

function Facts({ row }: { row: ReturnView }) {
  const { label, tone } = STEP_WORDS[row.step];
  return (
    <dl className="grid grid-cols-[7rem_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-13">
      <Fact name="How far">
        <Badge tone={tone}>{label}</Badge> <RelativeTime instant={row.stepAt} />
      </Fact>
      <Fact name="Customer">
        <Link render={<NextLink href={`/customers/${row.customerId}`} />}>{row.customer ?? 'Unknown'}</Link>
      </Fact>
      <Fact name="Order">{row.orderNumber ?? 'Without a number'}</Fact>
      <Fact name="Asked for">
        <RelativeTime instant={row.requestedAt} />
      </Fact>
      <Fact name="Wants">{wishWords(row)}</Fact>
      <Fact name="Policy">
        {row.answer === null ? '' : `${ANSWER_WORDS[row.answer]}. `}
        {row.answer === 'accepted' ? '' : row.why}
      </Fact>
      <Fact name="Flow">
        {row.flow ? (
          <Link render={<NextLink href={`/enrolments/${row.flow.enrolmentId}`} />}>{row.flow.name}</Link>
        ) : (
          'None'
        )}
      </Fact>
    </dl>
  );
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <>
    <dt className="text-faint">{name}</dt>
    <dd className="min-w-0 break-words">{children}</dd>
  </>
);
