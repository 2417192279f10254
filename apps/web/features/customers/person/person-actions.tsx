'use client';
import { Button, Menu, toast, IconButton } from '@millrace/ui';
import { useState } from 'react';
import type { CustomerView } from '@millrace/services';
import { problemOf, useCommands, useMay, useTRPCClient } from '../../shell/index.ts';
import { EnrolDialog } from './enrol-dialog.tsx';
import { EraseDialog } from './erase-dialog.tsx';

/** What can be done about one person: put them into a flow, give out what is kept about them, erase them. */
export function PersonActions({ customer, name }: { customer: CustomerView; name: string }) {
  const [asked, setAsked] = useState<'enrol' | 'erase' | null>(null);
  const gone = customer.erasedAt !== null;
  const mayEnrol = useMay('flows:publish') && !gone;
  const mayExport = useMay('customers:export');
  const mayErase = useMay('customers:erase') && !gone;
  const download = useExport(customer.id, name);
  useCommands([
    ...(mayEnrol
      ? [{ id: 'enrol', title: `Put ${name} into a flow`, group: 'Customers', icon: 'flows', run: () => setAsked('enrol') }]
      : []),
    ...(mayExport
      ? [{ id: 'export', title: `Export what is kept about ${name}`, group: 'Customers', icon: 'download', run: () => void download() }]
      : []),
    ...(mayErase ? [{ id: 'erase', title: `Erase ${name}`, group: 'Customers', icon: 'user-x', run: () => setAsked('erase') }] : []),
  ]);
  return (
    <>
      {mayEnrol ? (
        <Button icon="flows" onClick={() => setAsked('enrol')}>
          Put into a flow
        </Button>
      ) : null}
      {mayExport || mayErase ? (
        <Menu
          align="end"
          trigger={<IconButton icon="more" label="More about this person" look="secondary" />}
          entries={[
            ...(mayExport
              ? [
                  {
                    label: 'Export everything kept',
                    icon: 'download',
                    help: 'As JSON, for them or for another system',
                    onSelect: () => void download(),
                  },
                ]
              : []),
            ...(mayExport && mayErase ? [null] : []),
            ...(mayErase ? [{ label: 'Erase this person', icon: 'user-x', danger: true, onSelect: () => setAsked('erase') }] : []),
          ]}
        />
      ) : null}
      {asked === 'enrol' ? <EnrolDialog customer={customer} name={name} onClose={() => setAsked(null)} /> : null}
      {asked === 'erase' ? <EraseDialog customer={customer} name={name} onClose={() => setAsked(null)} /> : null}
    </>
  );
}

function useExport(id: string, name: string) {
  const client = useTRPCClient();
  return async () => {
    try {
      const kept = await client.customers.export.query({ id });
      const url = URL.createObjectURL(new Blob([JSON.stringify(kept, null, 2)], { type: 'application/json' }));
      const link = Object.assign(document.createElement('a'), {
        href: url,
        download: `${name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')}.json`,
      });
      link.click();
      URL.revokeObjectURL(url);
      toast.done('Everything kept about them is in the file.');
    } catch (error) {
      const problem = problemOf(error);
      toast.problem(problem.sentence, { description: problem.next, id: problem.code });
    }
  };
}
