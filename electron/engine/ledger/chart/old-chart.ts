import { readCsv } from './chart.ts';

/** An account of the chart of 2009 (财会〔2009〕7号). */
export interface OldAccount {
  code: string;
  name: string;
  /** `基层` or `县级以上` */
  scope: string;
  /** How sure number and name are. */
  evidence: string;
}

/** What became of an account of 2009, by its name. */
export interface OldName {
  name: string;
  /** Names in the chart of 2021: one where it is plain, several where the old account splits, none where it has no follower. */
  followers: readonly string[];
  remark: string;
}

export interface OldChart {
  accounts: readonly OldAccount[];
  names: readonly OldName[];
}

/**
 * The chart of 2009 (`assets/accounts-2009.csv`) and what its accounts became in 2021 (`assets/accounts-2009-to-2021.csv`), by
 * name: the same number means other accounts in the two charts (502 was 维权支出). The list of names also holds those that
 * 总工办发〔2017〕32号 brought in while the chart of 2009 was in force.
 */
export function readOldChart(assetsFolder: string): OldChart {
  return {
    accounts: readCsv(assetsFolder, 'accounts-2009.csv').map(
      ([code = '', name = '', , , scope = '', evidence = '']) => ({ code, name, scope, evidence }),
    ),
    names: readCsv(assetsFolder, 'accounts-2009-to-2021.csv').map(([name = '', followers = '', remark = '']) => ({
      name,
      followers: followers === '' ? [] : followers.split('|'),
      remark,
    })),
  };
}
