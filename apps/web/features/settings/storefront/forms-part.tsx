'use client';
import type { FormView, StorefrontView } from '@millrace/services/storefront';
import { count, percent } from '@millrace/base/words';
import {
  AlertDialog,
  Badge,
  Button,
  Card,
  EmptyState,
  Link,
  Menu,
  Skeleton,
  Switch,
  toast,
} from '@millrace/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemNote } from '../../lists/problem-note.tsx';
import { useTRPC } from '../../shell/index.ts';
import { CodeBlock } from './code-block.tsx';
import { embedCode, formAddress, newForm, type FormDraft } from './form-drafts.ts';
import { FormEditor } from './form-editor.tsx';

/** Sign-up forms and waitlists of the shop. */
export function FormsPart({ storefront, may }: { storefront: StorefrontView; may: boolean }) {
  const trpc = useTRPC();
  const forms = useQuery(trpc.storefront.forms.queryOptions());
  const [draft, setDraft] = useState<FormDraft | null>(null);
  const [removing, setRemoving] = useState<FormView | null>(null);
  const names = (forms.data ?? []).map(({ name }) => name);
  const add = may ? (
    <Menu
      trigger={
        <Button size="small" icon="plus">
          New form
        </Button>
      }
      entries={[
        { label: 'Sign-up form', icon: 'envelope', onSelect: () => setDraft(newForm('sign-up', names)) },
        {
          label: 'Back-in-stock waitlist',
          icon: 'bell',
          onSelect: () => setDraft(newForm('waitlist', names)),
        },
      ]}
    />
  ) : undefined;
  return (
    <Card
      title="Forms"
      sentence="Everybody confirms by e-mail before anything counts. Their consent is kept with the form, the page and the time."
      aside={forms.data?.length ? add : undefined}
    >
      {forms.error ? <ProblemNote error={forms.error} onRetry={() => void forms.refetch()} /> : null}
      {forms.isPending ? <Skeleton className="h-16 w-full rounded-md" /> : null}
      {forms.data?.length === 0 ? (
        <EmptyState icon="envelope" title="There are no forms yet" action={add}>
          A sign-up form brings subscribers. A waitlist lets people ask to hear when a sold-out product is
          back, and starts your back-in-stock flow.
        </EmptyState>
      ) : null}
      {forms.data?.length ? (
        <ul aria-label="Forms" className="divide-y divide-line">
          {forms.data.map((form) => (
            <FormRow
              key={form.id}
              form={form}
              script={storefront.script}
              may={may}
              onEdit={() => setDraft(form)}
              onRemove={() => setRemoving(form)}
            />
          ))}
        </ul>
      ) : null}
      {draft ? <FormEditor draft={draft} onClose={() => setDraft(null)} /> : null}
      {removing ? <Remove form={removing} onClose={() => setRemoving(null)} /> : null}
    </Card>
  );
}

function FormRow({
  form,
  script,
  may,
  onEdit,
  onRemove,
}: {
  form: FormView;
  script: string;
  may: boolean;
  onEdit: () => void;
  onRemove: () => void;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const update = useMutation(
    trpc.storefront.updateForm.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.storefront.forms.queryFilter()),
    }),
  );
  return (
    <li className="space-y-2 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="text-14 font-medium">{form.name}</h3>
        <Badge>{form.kind === 'sign-up' ? 'Sign-up form' : 'Waitlist'}</Badge>
        {form.settings.popUp ? <Badge>Pop-up</Badge> : null}
        <span className="text-12 text-faint">{sentWords(form)}</span>
        {may ? (
          <span className="ml-auto flex items-center gap-2">
            <Switch
              checked={form.live}
              disabled={update.isPending}
              onCheckedChange={(live) => update.mutate({ id: form.id, live })}
              aria-label={`Show ${form.name} in the shop`}
            />
            <Button size="small" look="quiet" onClick={onEdit} aria-label={`Edit ${form.name}`}>
              Edit
            </Button>
            <Button size="small" look="quiet" onClick={onRemove} aria-label={`Remove ${form.name}`}>
              Remove
            </Button>
          </span>
        ) : null}
      </div>
      {form.live ? (
        <>
          <CodeBlock code={embedCode(form)} label={`the place of ${form.name}`} />
          <p className="text-12 text-faint">
            Paste it where the form belongs.{' '}
            <Link href={formAddress(script, form)} target="_blank" rel="noreferrer">
              Open as a page of its own
            </Link>
          </p>
        </>
      ) : (
        <p className="text-12 text-faint">Switched off: pages do not show it.</p>
      )}
    </li>
  );
}

const sentWords = ({ submitted, confirmed }: FormView): string =>
  submitted === 0
    ? 'Not sent yet'
    : `${count(submitted)} sent, ${count(confirmed)} confirmed (${percent(confirmed / submitted)})`;

function Remove({ form, onClose }: { form: FormView; onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const remove = useMutation(
    trpc.storefront.deleteForm.mutationOptions({
      onSuccess: async () => {
        toast.done('The form is removed.');
        onClose();
        await queries.invalidateQueries(trpc.storefront.forms.queryFilter());
      },
    }),
  );
  return (
    <AlertDialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`Remove the form ${form.name}?`}
      description="Pages stop showing it. Whoever has not confirmed yet cannot do so any more. People who confirmed stay."
      confirm="Remove form"
      busy={remove.isPending}
      onConfirm={() => remove.mutate({ id: form.id })}
    />
  );
}
