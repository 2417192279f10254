'use client';
import { subjectNouns } from '@millrace/flow';
import { IconButton, Menu, toast, type MenuEntry } from '@millrace/ui';
import { useEditor, useEditorState } from '../store/hooks.ts';
import { attempt } from '../publish/attempt.ts';
import { isLiveAsItIs } from '../store/live.ts';
import { pausedSentence } from '../publish/inside-words.ts';
import { publishWords } from '../publish/publish-words.ts';

/** The menu of the flow: its state, settings, versions and keys. */
export function FlowMenu() {
  const editor = useEditor();
  const { actions, choose, edit } = editor;
  const flow = useEditorState((state) => state.flow);
  const mayEdit = useEditorState((state) => state.mayEdit);
  const mayPublish = useEditorState((state) => state.mayPublish);
  const subject = useEditorState((state) => state.document.subject);
  const takesPeople = subject === 'customer' || subject === 'cart' || subject === 'order';
  const phone = useEditorState((state) => state.phone);
  const words = publishWords({ ...flow, subject }, useEditorState(isLiveAsItIs));
  const pause = async () => {
    if (!actions.pause || !(await attempt(actions.pause(), 'The flow was not paused.'))) return;
    editor.update({ flow: { ...flow, state: 'paused' } });
    toast.done(`Paused. ${pausedSentence(subject)}`, {
      action: { label: 'Resume', onPress: () => choose.overlay({ is: 'resume' }) },
    });
  };
  const exportFile = async () => {
    // The file holds what is stored.
    await editor.autosave.flush();
    if (actions.exportFile) await attempt(actions.exportFile(), 'The flow was not exported.');
  };
  const running: (MenuEntry | null)[] = mayPublish
    ? [
        ...(flow.state === 'live' && actions.enrolAudience && takesPeople
          ? [
              {
                label: 'Put people in…',
                icon: 'user-plus' as const,
                help: 'All customers who match a condition enter.',
                onSelect: () => choose.overlay({ is: 'audience' }),
              },
            ]
          : []),
        ...(flow.state === 'live' && actions.pause
          ? [
              {
                label: 'Pause',
                icon: 'pause',
                help: pausedSentence(subject),
                onSelect: () => void pause(),
              },
            ]
          : []),
        ...(flow.state === 'paused' && actions.resume
          ? [{ label: 'Resume', icon: 'play', onSelect: () => choose.overlay({ is: 'resume' }) }]
          : []),
        ...((flow.state === 'live' || flow.state === 'paused') && actions.stop
          ? [
              {
                label: 'Stop',
                icon: 'stop',
                danger: true,
                help: `All ${subjectNouns(subject)} inside leave.`,
                onSelect: () => choose.overlay({ is: 'stop' }),
              },
              null,
            ]
          : []),
      ]
    : [];
  const entries: (MenuEntry | null)[] = [
    ...running,
    // On a phone a flow can be read, paused and stopped. Editing needs a larger screen.
    ...(phone
      ? []
      : [
          {
            label: words.button,
            icon: words.icon,
            disabled: !mayPublish || !actions.publish || words.nothingToDo,
            ...(words.nothingToDo ? { help: words.description } : {}),
            onSelect: () => choose.overlay({ is: 'publish' }),
          },
        ]),
    ...(mayEdit && !phone && actions.readTemplate
      ? [{ label: 'Make it yours', icon: 'list' as const, onSelect: () => choose.show('adapt') }]
      : []),
    { label: 'Flow settings', icon: 'settings', onSelect: () => choose.show('settings') },
    ...(actions.listVersions
      ? [
          {
            label: 'Versions',
            icon: 'history',
            ...(phone ? {} : { keys: ['V'] }),
            onSelect: () => choose.show('versions'),
          },
        ]
      : []),
    ...(mayEdit && !phone && actions.saveAsTemplate
      ? [
          {
            label: 'Save as a template',
            icon: 'gallery' as const,
            onSelect: () => choose.overlay({ is: 'save-template' }),
          },
        ]
      : []),
    ...(actions.exportFile
      ? [
          {
            label: 'Export as a file',
            icon: 'download' as const,
            onSelect: () => void exportFile(),
          },
        ]
      : []),
    {
      label: 'Find a step',
      icon: 'search',
      ...(phone ? {} : { keys: ['Ctrl', 'F'] }),
      onSelect: () => choose.overlay({ is: 'find' }),
    },
    ...(phone
      ? []
      : [{ label: 'Outline', icon: 'list', keys: ['O'], onSelect: () => choose.side('outline') }]),
    ...(mayEdit ? [{ label: 'Lay out', icon: 'layout', keys: ['L'], onSelect: () => edit.layOut() }] : []),
    ...(phone
      ? []
      : [
          null,
          { label: 'Keys', icon: 'keyboard', keys: ['?'], onSelect: () => choose.overlay({ is: 'help' }) },
        ]),
  ];
  return (
    <Menu align="end" trigger={<IconButton icon="more" label="More about this flow" />} entries={entries} />
  );
}
