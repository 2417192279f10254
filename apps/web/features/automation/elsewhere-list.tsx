import { dayOf, plural } from '@millrace/base/words';
import type { AutomationView } from '@millrace/services/automation';
import { Badge, Button, Icon, Link, toast } from '@millrace/ui';
import { useMutation } from '@tanstack/react-query';
import NextLink from 'next/link';
import { useState } from 'react';
import { chosenFile, sizeProblem } from '../flows/file/chosen-file.ts';
import { ENDINGS, FILES_OF } from '../flows/file/file-words.ts';
import { Part } from '../home/part.tsx';
import { FileDrop } from '../imports/file-drop.tsx';
import { problemOf, useKeepAnswer, useMay, useTRPC } from '../shell/index.ts';
import { toMend } from './automation-words.ts';
import { FindingList } from './finding-list.tsx';
import { GradedRow } from './graded-row.tsx';

type Outside = AutomationView['elsewhere'][number];

/** Flows that run in other systems with their grades, and the place to add one from its file. */
export function ElsewhereList({ flows }: { flows: readonly Outside[] }) {
  const trpc = useTRPC();
  const keepAnswer = useKeepAnswer();
  const mayEdit = useMay('flows:write');
  const [problem, setProblem] = useState<{ sentence: string; next: string } | null>(null);
  const add = useMutation(
    trpc.automation.addElsewhere.mutationOptions({
      meta: { quiet: true },
      onSuccess: (kept) => keepAnswer(trpc.automation.read.queryKey(), kept),
    }),
  );
  const take = async (given: File) => {
    setProblem(null);
    const tooLarge = sizeProblem(given);
    if (tooLarge) return setProblem(tooLarge);
    try {
      await add.mutateAsync(await chosenFile(given));
      toast.done('The flow was added, and is graded.');
    } catch (error) {
      setProblem(problemOf(error));
    }
  };
  return (
    <Part title="What runs elsewhere, graded">
      <p className="mb-2 max-w-180 text-12 text-pretty text-faint">
        Flows of other systems, graded by their steps. Those of Klaviyo come by themselves once it is{' '}
        <Link render={<NextLink href="/settings/connections" />}>connected</Link> with a key that may read
        flows. Nothing here is started or changed.
      </p>
      {flows.length > 0 ? (
        <ul className="mb-4 flex flex-col">
          {flows.map((flow) => (
            <li key={flow.id} className="border-b border-line/60 last:border-0">
              <Elsewhere flow={flow} mayEdit={mayEdit} />
            </li>
          ))}
        </ul>
      ) : null}
      {mayEdit ? (
        <FileDrop
          share={null}
          working={add.isPending ? 'Reading the file…' : undefined}
          onFile={(file) => void take(file)}
          label="File of a flow that runs elsewhere"
          drop="Drop the file of a flow here, or"
          limits={FILES_OF}
          accept={ENDINGS}
        />
      ) : flows.length === 0 ? (
        <p className="text-13 text-soft">None is known. Your role does not allow adding one.</p>
      ) : null}
      {problem ? (
        <p role="alert" className="mt-2 text-13 text-pretty text-broken">
          {problem.sentence} {problem.next}
        </p>
      ) : null}
    </Part>
  );
}

function Elsewhere({ flow, mayEdit }: { flow: Outside; mayEdit: boolean }) {
  const trpc = useTRPC();
  const keepAnswer = useKeepAnswer();
  const remove = useMutation(
    trpc.automation.removeElsewhere.mutationOptions({
      onSuccess: (kept) => {
        keepAnswer(trpc.automation.read.queryKey(), kept);
        toast.done(`${flow.name} was taken out of the audit.`);
      },
    }),
  );
  const level = flow.level === null ? '' : ` Automation level ${flow.level}.`;
  return (
    <GradedRow
      grade={flow.grade}
      name={flow.name}
      beside={<Badge>{flow.system}</Badge>}
      sentence={
        flow.problem !== null
          ? 'Cannot be read.'
          : flow.grade === null
            ? `Nothing in it is looked at.${level}`
            : `${toMend(flow)}.${level}`
      }
      isOpen={flow.problem !== null || flow.findings.some(({ ok }) => !ok)}
    >
      {flow.problem === null ? null : <p className="text-13 text-pretty text-soft">{flow.problem}</p>}
      <FindingList findings={flow.findings} />
      {flow.leftOut.length > 0 ? (
        <details className="mt-3 text-12 text-soft">
          <summary className="cursor-pointer">Not looked at: {plural(flow.leftOut.length, 'part')}</summary>
          <ul className="mt-1 flex flex-col gap-1">
            {flow.leftOut.map(({ step, why }, at) => (
              <li key={at} className="text-pretty">
                {step}. <span className="text-faint">{why}</span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      <p className="mt-3 flex flex-wrap items-center gap-3 text-12 text-faint">
        <span>
          {flow.isConnected ? 'Kept up to date by the connection; read' : 'From a file; read'} on{' '}
          {dayOf(flow.readAt, 'UTC')}.
        </span>
        {mayEdit ? (
          <Button
            size="small"
            onClick={() => remove.mutate({ id: flow.id })}
            busy={remove.isPending}
            aria-label={`Take ${flow.name} out of the audit`}
          >
            <Icon name="trash" size={14} />
            Take out
          </Button>
        ) : null}
      </p>
    </GradedRow>
  );
}
