import { screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { FilePick } from '#renderer/components/FilePick.tsx';
import { FormField } from '#renderer/components/FormField.tsx';
import { MemberPicker } from '#renderer/components/MemberPicker.tsx';
import { ResolutionPicker } from '#renderer/components/ResolutionPicker.tsx';
import type { PickedFile } from '#shared/bridge.ts';
import { day } from '#shared/calendar.ts';
import type { MemberRow } from '#shared/contract/members.ts';
import { fen } from '#shared/money.ts';
import { installBridge } from './fake-bridge.ts';
import { renderInFrame } from './render.tsx';

const member: MemberRow = {
  id: 'm-1',
  number: 'BJ0001',
  name: '单雪梅',
  groupName: '高中语文组',
  status: 'active',
  phoneMasked: '138****5678',
  idNumberMasked: '330203********9699',
  joined: '2019-09',
};

function MemberField({ chosen }: { chosen: (member: MemberRow | undefined) => void }) {
  const [id, setId] = useState<string>();
  return (
    <FormField label="慰问对象">
      <MemberPicker
        value={id}
        onChange={(found) => {
          chosen(found);
          setId(found?.id);
        }}
      />
    </FormField>
  );
}

test('a member is found by what is typed and chosen', async () => {
  const bridge = installBridge({ 'members.suggest': ({ search }) => (search === 'sxm' ? [member] : []) });
  const chosen = vi.fn();
  const { user } = renderInFrame(<MemberField chosen={chosen} />);
  await user.type(screen.getByLabelText('慰问对象'), 'sxm');
  await user.click(await screen.findByText('BJ0001 · 高中语文组 · 138****5678'));
  expect(chosen).toHaveBeenCalledExactlyOnceWith(member);
  expect(bridge.inputsOf('members.suggest')).toContainEqual({ search: 'sxm', limit: 20 });
  await waitFor(() => expect(document.querySelector('.ant-select')?.textContent).toContain('单雪梅'));
});

test('the name of the record is shown before anything was searched for', () => {
  installBridge({});
  renderInFrame(<MemberPicker value="m-1" name="单雪梅" onChange={() => undefined} />);
  expect(screen.getByText('单雪梅')).toBeTruthy();
});

test('a missing resolution is entered on the spot and chosen', async () => {
  const saved = {
    id: 'r-1',
    number: '工委〔2026〕3号',
    day: day('2026-02-20'),
    title: '春节慰问',
    body: '',
    limit: fen(3000000),
    used: fen(0),
  };
  const bridge = installBridge({ 'union.listResolutions': () => [], 'union.saveResolution': () => saved });
  const chosen = vi.fn();
  const { user } = renderInFrame(<ResolutionPicker value={undefined} onChange={chosen} />);
  await user.click(screen.getByRole('button', { name: /新增决议/ }));
  await user.click(screen.getByRole('button', { name: '保存' }));
  expect(screen.getAllByText('没有填写')).toHaveLength(3);
  await user.type(screen.getByLabelText('决议编号'), '工委〔2026〕3号');
  await user.type(screen.getByLabelText('会议日期'), '2026-2-20');
  await user.type(screen.getByLabelText('标题'), '春节慰问');
  await user.type(screen.getByLabelText(/金额上限/), '30000');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(chosen).toHaveBeenCalledExactlyOnceWith('r-1', saved));
  expect(bridge.inputsOf('union.saveResolution')).toEqual([
    { number: '工委〔2026〕3号', day: '2026-02-20', title: '春节慰问', body: '', limit: 3000000 },
  ]);
  expect(screen.queryByText('新增决议', { selector: '.ant-modal-title' })).toBeNull();
});

function FileField({ onPick }: { onPick: (file: PickedFile) => void }) {
  const [file, setFile] = useState<PickedFile>();
  return (
    <FilePick
      value={file}
      onPick={(next) => {
        onPick(next);
        setFile(next);
      }}
    />
  );
}

test('a picked file is named; cancelling changes nothing', async () => {
  const picked: PickedFile = { file: 'file-12345', name: '会员花名册.xlsx' };
  const answers = [undefined, picked];
  installBridge({}, { pickFile: async () => answers.shift() });
  const onPick = vi.fn();
  const { user } = renderInFrame(<FileField onPick={onPick} />);
  await user.click(screen.getByRole('button', { name: /选择文件/ }));
  expect(onPick).not.toHaveBeenCalled();
  await user.click(screen.getByRole('button', { name: /选择文件/ }));
  expect(await screen.findByText('会员花名册.xlsx')).toBeTruthy();
});
