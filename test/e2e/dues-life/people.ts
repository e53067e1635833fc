// Members of the sample roster whom the chapters speak of, with their dues by hand: 0.5 % of the wage cut to ten yuan.

/** 4,542 + 2,208 = 6,750 -> 33.75; paid for March in full, retires on 20 March. */
export const RETIREE = { number: '0013', name: '朱超桐', dues: 33.75 };
/** Leaves for another school on 6 May. */
export const TRANSFERRED = { number: '0008', name: '夏敏杰' };
/** 4,222 + 1,079 = 5,301 -> 26.50; from April 5,222 + 1,079 = 6,301 -> 31.50. */
export const RAISED = { number: '0001', name: '侯梅玉', before: '5,301.00', after: '6,301.00', dues: '31.50' };
/** What April is levied: March's 6,626.00 without the retiree, and two members who each owe 5.00 more. */
export const APRIL = { members: 269, total: '6,602.25' };

/** A wage list as the personnel office sends it: two rises, one as before, a wrong name, nobody's number. */
export const WAGE_LIST = [
  '职工编号,姓名,岗位工资,薪级工资',
  '0001,侯梅玉,5222,1079',
  '0002,崔超,4978,2446',
  '0003,黎玉明,1954,1254',
  '0004,陈桂秀,3800,640',
  '9999,查无人,3000,500',
].join('\r\n');
