// Header cells as people write them, made comparable.

/** For showing: `姓 名` -> `姓名`, `身份证\n号码:` -> `身份证号码`, `* 手机` -> `手机`; brackets and units stay. */
export function titleText(raw: string): string {
  return raw
    .replace(/[\s\u200b]+/g, ' ')
    .replace(/ (?=[^\u0020-\u007e])|(?<=[^\u0020-\u007e]) /g, '')
    .replace(/^[*★※\s]+|[*★※::\s]+$/g, '');
}

/** Small letters, digits and common Chinese characters: nothing else can stand for them, and they stand for nothing else. */
const PLAIN_KEY = /^[0-9a-z\u4e00-\u9fa5]*$/;

/** For comparing: letters and digits only, full-width and capitals made plain. `代扣会费(元)` -> `代扣会费元`. */
export function titleKey(raw: string): string {
  // asked for the cells of every row: most hold nothing that needs to be changed
  if (PLAIN_KEY.test(raw)) return raw;
  return raw
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/**
 * The keys under which one header cell may be known, the most exact first: as it stands; without what is in brackets
 * (`代扣会费(元)`); its parts at `/` and `:` (`部门/科室`, `金额:元`).
 */
export function titleKeys(raw: string): string[] {
  const plain = raw.normalize('NFKC');
  const withoutBrackets = plain.replace(/\([^()]*\)|\[[^[\]]*\]|【[^【】]*】|〔[^〔〕]*〕/g, '');
  const keys = [plain, withoutBrackets, ...withoutBrackets.split(/[/:、\\|]/)].map(titleKey);
  return [...new Set(keys)].filter((key) => key !== '');
}
