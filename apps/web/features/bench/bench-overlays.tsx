'use client';
import {
  AlertDialog,
  Button,
  Dialog,
  Drawer,
  Field,
  Input,
  Menu,
  Popover,
  toast,
  Tooltip,
} from '@millrace/ui';
import { useState } from 'react';
import { Row, Section } from './section.tsx';

export function BenchOverlays() {
  const [dialog, setDialog] = useState(false);
  const [alert, setAlert] = useState(false);
  const [drawer, setDrawer] = useState(false);
  return (
    <Section title="Over the page">
      <Row>
        <Button onClick={() => setDialog(true)}>Open dialog</Button>
        <Button onClick={() => setAlert(true)}>Open question</Button>
        <Button onClick={() => setDrawer(true)}>Open drawer</Button>
        <Menu
          trigger={<Button iconAfter="chevron-down">Open menu</Button>}
          entries={[
            { label: 'Duplicate', icon: 'copy', keys: ['Ctrl', 'D'], onSelect: () => {} },
            { label: 'Rename', icon: 'pencil', onSelect: () => {} },
            {
              label: 'Publish',
              icon: 'play',
              help: 'Fix 2 problems first',
              disabled: true,
              onSelect: () => {},
            },
            null,
            { label: 'Delete', icon: 'trash', danger: true, onSelect: () => {} },
          ]}
        />
        <Popover trigger={<Button>Open popover</Button>} title="Why this number">
          Margin of people entered, against the people held back, with their own spending before the flow
          taken into account.
        </Popover>
        <Tooltip content="People in no message’s way, to measure against">
          <Button look="quiet">Hover me</Button>
        </Tooltip>
        <Button onClick={() => toast.done('Flow deleted', { action: { label: 'Undo', onPress: () => {} } })}>
          Toast
        </Button>
        <Button
          onClick={() =>
            toast.problem('The flow cannot be published yet: 2 problems.', {
              description: 'Open the flow and fix the problems listed.',
            })
          }
        >
          Toast a problem
        </Button>
      </Row>
      <Dialog
        open={dialog}
        onOpenChange={setDialog}
        title="Publish version 3"
        description="182 people are inside version 2."
        actions={
          <>
            <Button onClick={() => setDialog(false)}>Not now</Button>
            <Button look="primary">Publish version 3</Button>
          </>
        }
      >
        <Field label="What changed">
          <Input placeholder="One sentence" />
        </Field>
      </Dialog>
      <AlertDialog
        open={alert}
        onOpenChange={setAlert}
        title="Stop this flow?"
        description="214 people are inside. They get nothing more from it, and cannot be put back."
        confirm="Stop for 214 people"
        onConfirm={() => setAlert(false)}
      />
      <Drawer open={drawer} onOpenChange={setDrawer} title="Ida Moreau" subtitle="Entered 3 hours ago">
        <p className="text-13">Waiting for 7 pm in their time zone.</p>
      </Drawer>
    </Section>
  );
}
