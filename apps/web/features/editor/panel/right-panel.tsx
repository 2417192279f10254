'use client';
import { ProblemPanel } from '../problems/problem-list.tsx';
import { RehearsalPanel } from '../rehearsal/rehearsal-panel.tsx';
import { useEditorState } from '../store/hooks.ts';
import { SettingsPanel } from './settings-panel.tsx';
import { StepPanel } from './step-panel.tsx';
import { VersionsPanel } from './versions-panel.tsx';

/** The 380 px on the right: what belongs to what is chosen. On a phone it covers the list. */
export function RightPanel({ narrow }: { narrow: boolean }) {
  const panel = useEditorState((state) => state.panel);
  const chosen = useEditorState((state) => state.selection.at(-1));
  const shown =
    panel === 'problems' ? (
      <ProblemPanel />
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
