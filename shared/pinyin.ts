import { pinyin } from 'pinyin-pro';

export interface NamePinyin {
  /** All syllables run together: `shanyutao`. ü is `v`, as it is typed. */
  full: string;
  /** The first letter of each syllable: `syt`. */
  initials: string;
}

// Surnames that the library reads wrongly when it meets them alone (found by trying the common polyphonic surnames).
const SURNAMES: ReadonlyMap<string, readonly string[]> = new Map([
  ['万俟', ['mo', 'qi']],
  ['尉迟', ['yu', 'chi']],
  ['长孙', ['zhang', 'sun']],
  ['单于', ['chan', 'yu']],
  ['澹台', ['tan', 'tai']],
  ['乐正', ['yue', 'zheng']],
  ['种', ['chong']],
  ['洗', ['xian']],
  ['秘', ['bi']],
  ['祭', ['zhai']],
  ['佴', ['nai']],
]);

/**
 * The pinyin of a person's name for searching, to be stored with the person: lower case, no tones, no spaces.
 * The surname is read as a surname (单 shan, 仇 qiu, 曾 zeng), the given name as ordinary words (乐 le, 重阳 chongyang).
 * Letters and digits are kept in lower case; spaces and signs such as the dot in 买买提·依明 are dropped; a character that is
 * not in the dictionary stays itself. Both texts are empty when nothing remains.
 */
export function pinyinOf(name: string): NamePinyin {
  const plain = name
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
  const syllables = syllablesOf(plain);
  return { full: syllables.join(''), initials: syllables.map((syllable) => [...syllable][0] ?? '').join('') };
}

/** The same of ordinary words (names of accounts, choices of a list), where the first character is no surname. */
export function wordsPinyin(words: string): NamePinyin {
  const syllables = read(
    words
      .normalize('NFKC')
      .replace(/[^\p{L}\p{N}]/gu, '')
      .toLowerCase(),
    'off',
  );
  return { full: syllables.join(''), initials: syllables.map((syllable) => [...syllable][0] ?? '').join('') };
}

function syllablesOf(name: string): readonly string[] {
  const characters = [...name];
  for (const length of [2, 1]) {
    const surname = SURNAMES.get(characters.slice(0, length).join(''));
    if (surname) return [...surname, ...read(characters.slice(length).join(''), 'off')];
  }
  // In surname mode the library reads the given name character by character (重阳 zhongyang), hence two readings.
  return [...surnameOf(characters[0] ?? ''), ...read(characters.slice(1).join(''), 'off')];
}

/** Thousands of members share a few hundred surnames, so each is read once. */
const surnamesRead = new Map<string, readonly string[]>();

function surnameOf(character: string): readonly string[] {
  const known = surnamesRead.get(character);
  if (known) return known;
  const syllables = read(character, 'head');
  surnamesRead.set(character, syllables);
  return syllables;
}

function read(text: string, surname: 'head' | 'off'): string[] {
  if (text === '') return [];
  return pinyin(text, {
    type: 'array',
    toneType: 'none',
    v: true,
    mode: surname === 'head' ? 'surname' : 'normal',
    surname,
  });
}
