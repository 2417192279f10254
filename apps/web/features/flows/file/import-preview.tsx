'use client';
import { plural } from '@millrace/base/words';
import { own } from '@millrace/base';
import { kinds } from '@millrace/nodes';
import type { FlowFilePreview } from '@millrace/services/flow-files';
import { Badge, Button, Card, Field, Icon, Input } from '@millrace/ui';
import { useState, type ReactNode } from 'react';
import { FlowPicture } from '../drawing/flow-picture.tsx';
import { STEP_SIZE, StepCard } from '../drawing/step-card.tsx';
import { namedWords } from './file-words.ts';

/** What a file would make, before it is made. */
export function ImportPreview({
  fileName,
  preview,
  busy,
  onMake,
  onOther,
}: {
  fileName: string;
  preview: FlowFilePreview;
  busy: boolean;
  onMake: (name: string) => void;
  onOther: () => void;
}) {
  const { graph, from, toChoose, leftOut, matched, problems } = preview;
  const [name, setName] = useState(preview.name);
  const messages = graph.nodes.filter((node) => own(kinds, node.kind)?.family === 'message').length;
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const isNamed = name.trim() !== '';
  return (
    <form
      className="space-y-6"
      onSubmit={(event) => {
        event.preventDefault();
        if (isNamed && !busy) onMake(name.trim());
      }}
    >
      <div className="flex flex-wrap items-end gap-3">
        <Field label="Name" className="min-w-60 flex-1" error={isNamed ? undefined : 'A flow needs a name.'}>
          <Input value={name} onValueChange={setName} maxLength={120} />
        </Field>
        <span className="flex gap-2">
          <Button onClick={onOther} disabled={busy}>
            Choose another file
          </Button>
          <Button type="submit" look="primary" busy={busy} disabled={!isNamed}>
            Make a draft
          </Button>
        </span>
      </div>
      <p className="flex flex-wrap items-center gap-1.5 text-12 text-faint" aria-label="The file">
        <Badge icon="upload">{from.title}</Badge>
        <Badge icon="flows">{plural(graph.nodes.length, 'step')}</Badge>
        {messages > 0 ? <Badge icon="envelope">{plural(messages, 'message')}</Badge> : null}
        <span className="min-w-0 truncate">{fileName}</span>
      </p>
      {toChoose.length === 0 && leftOut.length === 0 && errors === 0 ? (
        <p className="flex items-start gap-2 text-13 text-good">
          <Icon name="check" size={14} className="mt-0.5" />
          Everything in the file is carried over, and nothing is left to fix before it can be published.
        </p>
      ) : null}
      {leftOut.length > 0 ? (
        <Card
          title={`Not carried over: ${leftOut.length}`}
          sentence="The flow goes on past steps that have no equal. This list is also in a note on its canvas."
          flush
        >
          <Rows>
            {leftOut.map(({ step, why, next }, at) => (
              <Row key={at} name={step} icon="warning">
                {why} <span className="text-ink">{next}</span>
              </Row>
            ))}
          </Rows>
        </Card>
      ) : null}
      {toChoose.length > 0 ? (
        <Card
          title={`To choose: ${toChoose.length}`}
          sentence="The flow names these, and your store has none with this name. Choose them on the canvas."
          flush
        >
          <Rows>
            {toChoose.map((one, at) => (
              <Row key={at} name={namedWords(one)} icon="info">
                In {plural(one.steps.length, 'step')}: {one.steps.map(({ title }) => title).join(', ')}
              </Row>
            ))}
          </Rows>
        </Card>
      ) : null}
      {matched.length > 0 ? (
        <Card title={`Found in your store: ${matched.length}`} flush>
          <Rows>
            {matched.map((one, at) => (
              <Row key={at} name={namedWords(one)} icon="check" />
            ))}
          </Rows>
        </Card>
      ) : null}
      {errors > 0 ? (
        <p className="text-13 text-soft">
          The canvas will list {plural(errors, 'problem')} to fix before the flow can be published.
        </p>
      ) : null}
      <section>
        <h2 className="mb-2 text-14 font-semibold">The flow</h2>
        <FlowPicture
          graph={graph}
          kinds={kinds}
          size={STEP_SIZE}
          label={`Steps of ${preview.name}`}
          className="h-110"
          card={(node) => <StepCard at={node} />}
        />
      </section>
    </form>
  );
}

function Rows({ children }: { children: ReactNode }) {
  return <ul className="divide-y divide-line/60 border-t border-line/60">{children}</ul>;
}

function Row({
  name,
  icon,
  children,
}: {
  name: string;
  icon: 'warning' | 'info' | 'check';
  children?: ReactNode;
}) {
  const tone = { warning: 'text-waiting', info: 'text-waiting', check: 'text-good' }[icon];
  return (
    <li className="flex items-start gap-2.5 px-4 py-2.5">
      <Icon name={icon} size={14} className={`mt-0.5 ${tone}`} />
      <div className="min-w-0 flex-1">
        <p className="text-13 font-medium text-pretty">{name}</p>
        {children ? <p className="text-13 text-pretty text-soft">{children}</p> : null}
      </div>
    </li>
  );
}
