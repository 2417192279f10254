'use client';
import { Button, Checkbox, Dialog, Field, Input, NumberField, Switch, Textarea, toast } from '@millrace/ui';
import type { FormView } from '@millrace/services/storefront';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { problemOf, useTRPC } from '../../shell/index.ts';
import type { FormDraft } from './form-drafts.ts';
import { FormPreview } from './form-preview.tsx';

type Settings = FormView['settings'];
type PopUp = NonNullable<Settings['popUp']>;
const FIRST_POP_UP: PopUp = { after: 8, scrolled: null, leaving: false, everyDays: 30 };

/** Makes or changes a form, with its look beside it. */
export function FormEditor({ draft, onClose }: { draft: FormDraft; onClose: () => void }) {
  const [name, setName] = useState(draft.name);
  const [settings, setSettings] = useState<Settings>(draft.settings);
  const { save, busy, problemAt } = useFormSave(draft, onClose);
  const set = (changed: Partial<Settings>) => setSettings({ ...settings, ...changed });
  const text = (field: keyof Settings & string, label: string, help?: string) => (
    <Field label={label} help={help} error={problemAt(`settings.${field}`)}>
      <Input value={String(settings[field])} onValueChange={(value) => set({ [field]: value })} />
    </Field>
  );
  const long = (field: keyof Settings & string, label: string, help?: string) => (
    <Field label={label} help={help} error={problemAt(`settings.${field}`)}>
      <Textarea rows={2} value={String(settings[field])} onValueChange={(value) => set({ [field]: value })} />
    </Field>
  );
  return (
    <Dialog
      open
      width="wide"
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={draft.id === null ? 'New form' : `Edit ${draft.name}`}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" busy={busy} onClick={() => save({ name, settings })}>
            Save form
          </Button>
        </>
      }
    >
      <div className="grid gap-6 md:grid-cols-[minmax(0,1fr)_minmax(0,20rem)]">
        <div className="flex flex-col gap-4">
          <Field label="Name" help="Flows and consents name it." error={problemAt('name')}>
            <Input value={name} onValueChange={setName} maxLength={80} />
          </Field>
          {text('heading', 'Heading')}
          {long('text', 'Text')}
          {text('button', 'Button')}
          {long(
            'consentWords',
            draft.kind === 'sign-up' ? 'What they agree to' : 'Box for news',
            draft.kind === 'sign-up'
              ? undefined
              : 'Whoever ticks it also subscribes. The alert itself needs no tick.',
          )}
          <Checkbox
            checked={settings.asksName}
            onCheckedChange={(asksName) => set({ asksName })}
            label="Ask for the first name"
          />
          {text('thanks', 'After sending')}
          <PopUpFields
            popUp={settings.popUp}
            problem={problemAt('settings.popUp')}
            onChange={(popUp) => set({ popUp })}
          />
          <fieldset className="space-y-4">
            <legend className="text-14 font-semibold">The e-mail to confirm</legend>
            {text('mailSubject', 'Subject')}
            {long('mailText', 'Text of the e-mail')}
            {text('mailButton', 'Button of the e-mail')}
          </fieldset>
        </div>
        <FormPreview kind={draft.kind} settings={settings} />
      </div>
    </Dialog>
  );
}

function PopUpFields({
  popUp,
  problem,
  onChange,
}: {
  popUp: PopUp | null;
  problem: string | undefined;
  onChange: (popUp: PopUp | null) => void;
}) {
  const set = (changed: Partial<PopUp>) => onChange({ ...FIRST_POP_UP, ...popUp, ...changed });
  return (
    <fieldset className="flex flex-col gap-3">
      <Switch
        checked={popUp !== null}
        onCheckedChange={(on) => onChange(on ? FIRST_POP_UP : null)}
        label="Open as a pop-up"
        help="Never in the cart or the checkout."
      />
      {popUp ? (
        <div className="flex flex-col gap-3 border-l border-line pl-3">
          <Field label="After" error={problem} help="Seconds on the page. Empty for never.">
            <NumberField
              value={popUp.after}
              onValueChange={(after) => set({ after })}
              min={0}
              max={600}
              unit="seconds"
            />
          </Field>
          <Field label="After scrolling" help="Part of the page. Empty for never.">
            <NumberField
              value={popUp.scrolled}
              onValueChange={(scrolled) => set({ scrolled })}
              min={1}
              max={100}
              unit="%"
            />
          </Field>
          <Checkbox
            checked={popUp.leaving}
            onCheckedChange={(leaving) => set({ leaving })}
            label="When the mouse leaves the page at the top"
          />
          <Field label="Once in">
            <NumberField
              value={popUp.everyDays}
              onValueChange={(everyDays) => set({ everyDays: everyDays ?? FIRST_POP_UP.everyDays })}
              min={1}
              max={365}
              unit="days"
            />
          </Field>
        </div>
      ) : null}
    </fieldset>
  );
}

/** Saves the form. Problems are shown at their fields. */
function useFormSave(draft: FormDraft, onClose: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onSuccess = async () => {
    toast.done('The form is saved. Pages show it within five minutes.');
    onClose();
    await queries.invalidateQueries(trpc.storefront.forms.queryFilter());
  };
  const create = useMutation(
    trpc.storefront.createForm.mutationOptions({ meta: { quiet: true }, onSuccess }),
  );
  const update = useMutation(
    trpc.storefront.updateForm.mutationOptions({ meta: { quiet: true }, onSuccess }),
  );
  const error = create.error ?? update.error;
  const problem = error ? problemOf(error) : null;
  const { fields = [] } = (problem?.details ?? {}) as {
    fields?: readonly { readonly field: string; readonly problem: string }[];
  };
  return {
    busy: create.isPending || update.isPending,
    save: (changed: { name: string; settings: Settings }) =>
      draft.id === null
        ? create.mutate({ kind: draft.kind, ...changed })
        : update.mutate({ id: draft.id, ...changed }),
    problemAt: (at: string): string | undefined => {
      const found = fields.find(({ field }) => field === at || field.startsWith(`${at}.`))?.problem;
      if (found) return found;
      if (at !== 'name' || problem === null || fields.length > 0) return undefined;
      return problem.code === 'already-exists'
        ? 'Another form has this name. Choose another name.'
        : `${problem.sentence} ${problem.next}`;
    },
  };
}
