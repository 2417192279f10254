'use client';
import type { FlowFilePreview } from '@millrace/services/flow-files';
import { Card, Link } from '@millrace/ui';
import { IMPORTERS } from '@millrace/importers';
import { useMutation } from '@tanstack/react-query';
import NextLink from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { FileDrop } from '../../imports/file-drop.tsx';
import { problemOf, Screen, useMay, useTRPC } from '../../shell/index.ts';
import { useRefreshFlows } from '../use-refresh.ts';
import { chosenFile, sizeProblem, type ChosenFile } from './chosen-file.ts';
import { ENDINGS, FILES_OF } from './file-words.ts';
import { ImportPreview } from './import-preview.tsx';

/** Makes a draft from a file. It shows first what the file holds, and what would be left to do. */
export function ImportFlowScreen() {
  const trpc = useTRPC();
  const router = useRouter();
  const refresh = useRefreshFlows();
  const mayEdit = useMay('flows:write');
  const [chosen, setChosen] = useState<(ChosenFile & { preview: FlowFilePreview }) | null>(null);
  const [problem, setProblem] = useState<{ sentence: string; next: string } | null>(null);
  const [reading, setReading] = useState(false);
  const preview = useMutation(trpc.flows.previewFile.mutationOptions({ meta: { quiet: true } }));
  const make = useMutation(
    trpc.flows.import.mutationOptions({
      onSuccess: ({ flow }) => {
        refresh();
        router.push(`/flows/${flow.id}`);
      },
    }),
  );
  const take = async (given: File) => {
    setProblem(null);
    const tooLarge = sizeProblem(given);
    if (tooLarge) return setProblem(tooLarge);
    setReading(true);
    try {
      const read = await chosenFile(given);
      setChosen({ ...read, preview: await preview.mutateAsync(read) });
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setReading(false);
    }
  };
  return (
    <Screen
      title="Import a flow"
      width="reading"
      back={
        <Link plain render={<NextLink href="/flows" />}>
          Flows
        </Link>
      }
      sentence="Makes a draft from a file. You see what is in it before anything is made, and nothing is sent before you publish it."
    >
      {mayEdit ? null : <p className="text-13 text-soft">Your role does not allow making flows.</p>}
      {mayEdit && chosen === null ? (
        <div className="space-y-6">
          <FileDrop
            share={null}
            working={reading ? 'Reading the file…' : undefined}
            onFile={(file) => void take(file)}
            label="File of a flow"
            drop="Drop the file of a flow here, or"
            limits={FILES_OF}
            accept={ENDINGS}
          />
          {problem ? (
            <p role="alert" className="text-13 text-broken">
              {problem.sentence} {problem.next}
            </p>
          ) : null}
          <Card title="Where to get a file" flush>
            <dl className="divide-y divide-line/60 border-t border-line/60">
              {IMPORTERS.map(({ id, title, how }) => (
                <div
                  key={id}
                  className="grid gap-x-4 gap-y-0.5 px-4 py-2.5 sm:grid-cols-[8rem_minmax(0,1fr)]"
                >
                  <dt className="text-13 font-medium">{title}</dt>
                  <dd className="text-13 text-pretty text-soft">{how}</dd>
                </div>
              ))}
            </dl>
          </Card>
        </div>
      ) : null}
      {chosen ? (
        <ImportPreview
          fileName={chosen.fileName}
          preview={chosen.preview}
          busy={make.isPending || make.isSuccess}
          onMake={(name) => make.mutate({ file: chosen.file, fileName: chosen.fileName, name })}
          onOther={() => {
            setChosen(null);
            preview.reset();
          }}
        />
      ) : null}
    </Screen>
  );
}
