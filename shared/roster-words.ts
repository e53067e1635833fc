import { type CameOrWent, MEMBER_STATUS_NAMES } from './contract/members.ts';

/** `2026-03-01 转出，转入区教育工会，工作调动`: the change behind somebody's coming or going; '' when the books have none. */
export function changeText({ change }: Pick<CameOrWent, 'change'>): string {
  if (!change) return '';
  const { day, to, ground, destination } = change;
  const where = destination === '' ? '' : `转入${destination}`;
  return [`${day} ${MEMBER_STATUS_NAMES[to]}`, where, ground].filter(Boolean).join('，');
}
