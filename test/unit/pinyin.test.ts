import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pinyinOf } from '#shared/pinyin.ts';

describe('pinyinOf', () => {
  it.each([
    ['单玉涛', 'shanyutao', 'syt'],
    ['仇英', 'qiuying', 'qy'],
    ['曾国藩', 'zengguofan', 'zgf'],
    ['解晓东', 'xiexiaodong', 'xxd'],
    ['任我行', 'renwoxing', 'rwx'],
    ['区志', 'ouzhi', 'oz'],
    ['查良镛', 'zhaliangyong', 'zly'],
    ['朴树', 'piaoshu', 'ps'],
    ['盖明', 'geming', 'gm'],
    ['种师道', 'chongshidao', 'csd'],
    ['吕布', 'lvbu', 'lb'],
    ['吕绿', 'lvlv', 'll'],
    ['尉迟恭', 'yuchigong', 'ycg'],
    ['欧阳修', 'ouyangxiu', 'oyx'],
    ['长孙无忌', 'zhangsunwuji', 'zswj'],
    ['万俟卨', 'moqixie', 'mqx'],
    ['单于明', 'chanyuming', 'cym'],
    ['令狐冲', 'linghuchong', 'lhc'],
  ])('reads the surname of %s as a surname: %s', (name, full, initials) => {
    expect(pinyinOf(name)).toEqual({ full, initials });
  });

  it.each([
    ['李单', 'lidan'],
    ['陈乐', 'chenle'],
    ['王重阳', 'wangchongyang'],
    ['李重庆', 'lichongqing'],
  ])('reads the given name of %s as ordinary words: %s', (name, full) => {
    expect(pinyinOf(name).full).toBe(full);
  });

  it.each([
    ['张 三', 'zhangsan', 'zs'],
    [' 张\u3000三 ', 'zhangsan', 'zs'],
    ['買買提·依明', 'maimaitiyiming', 'mmtym'],
    ['阿依古丽·买买提', 'ayigulimaimaiti', 'ayglmmt'],
    ['Tom李', 'tomli', 'toml'],
    ['ＪＯＨＮ Smith', 'johnsmith', 'johnsmith'],
    ['张三2', 'zhangsan2', 'zs2'],
    ['', '', ''],
    [' ·', '', ''],
  ])('%j becomes %s', (name, full, initials) => {
    expect(pinyinOf(name)).toEqual({ full, initials });
  });

  it('keeps a character it does not know whole', () => {
    expect(pinyinOf('𠮷田')).toEqual({ full: '𠮷tian', initials: '𠮷t' });
  });

  it('gives letters that can be typed for any name of common characters', () => {
    const common = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCharCode(code));
    fc.assert(
      fc.property(fc.array(common, { minLength: 2, maxLength: 4 }), (characters) => {
        const { full, initials } = pinyinOf(characters.join(''));
        expect([...initials]).toHaveLength(characters.length);
        expect(full).not.toMatch(/[\sA-Züāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ]/);
      }),
    );
  });
});
