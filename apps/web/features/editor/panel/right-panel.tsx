'use client';
import { AdaptPanel } from '../adapt/adapt-panel.tsx';
import { ProblemPanel } from '../problems/problem-list.tsx';
import { RehearsalPanel } from '../rehearsal/rehearsal-panel.tsx';
import { useEditorState } from '../store/hooks.ts';
import { SettingsPanel } from './settings-panel.tsx';
import { StepPanel } from './step-panel.tsx';
import { VersionsPanel } from './versions-panel.tsx';

/** The panel on the right, for the selection or the whole flow. On a phone it covers the outline. */
export function RightPanel({ narrow }: { narrow: boolean }) {
  const panel = useEditorState((state) => state.panel);
  const chosen = useEditorState((state) => state.selection.at(-1));
  const shown =
    panel === 'problems' ? (
      <ProblemPanel />
    ) : panel === 'adapt' ? (
      <AdaptPanel />
    ) : panel === 'settings' ? (
      <SettingsPanel />
    ) : panel === 'versions' ? (
      <VersionsPanel />
    ) : panel === 'rehearsal' ? (
      <RehearsalPanel />
    ) : panel === 'step' && chosen ? (
      <StepPanel key={chosen} id={chosen} />
    ) : null;
  if (!shown) return null;
  return (
    <div data-zone="panel" className={narrow ? 'absolute inset-0 z-10 flex *:w-full' : 'z-10 h-full'}>
      {shown}
    </div>
  );
}
