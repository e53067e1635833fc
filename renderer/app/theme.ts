import type { ThemeConfig } from 'antd';

/** Calm paper: warm ground, ink, one accent. Red is for 红字 and errors only, amber for what needs a person. */
export const COLORS = {
  paper: '#FAF8F4',
  /** The navigation and table heads: paper in shade. */
  shade: '#F2EEE6',
  sheet: '#FFFFFF',
  line: '#E3DDD1',
  ink: '#20242A',
  inkSoft: '#5C626B',
  inkFaint: '#8B8F96',
  teal: '#1F5F5B',
  tealWash: '#E6EFED',
  red: '#B3261E',
  redWash: '#FBECEA',
  amber: '#9A6700',
  amberWash: '#FBF1DC',
} as const;

/** Height of a table row, px. */
export const ROW_HEIGHT = 36;

const SANS =
  '"Microsoft YaHei UI", "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", sans-serif';

export const theme: ThemeConfig = {
  hashed: false,
  token: {
    colorPrimary: COLORS.teal,
    colorInfo: COLORS.teal,
    colorLink: COLORS.teal,
    colorSuccess: COLORS.teal,
    colorWarning: COLORS.amber,
    colorError: COLORS.red,
    colorTextBase: COLORS.ink,
    colorTextSecondary: COLORS.inkSoft,
    colorTextTertiary: COLORS.inkFaint,
    colorTextPlaceholder: '#A3A5A8',
    colorBgLayout: COLORS.paper,
    colorBgContainer: COLORS.sheet,
    colorBorder: '#D3CCBE',
    colorBorderSecondary: COLORS.line,
    colorSplit: COLORS.line,
    // what is chosen in a list, and the steps that are done
    controlItemBgActive: COLORS.tealWash,
    controlItemBgActiveHover: COLORS.tealWash,
    fontFamily: SANS,
    fontSize: 14,
    controlHeight: 32,
    borderRadius: 4,
    borderRadiusLG: 6,
    wireframe: false,
    // A window that slides and fades makes an office program feel slow; things are simply there.
    motion: false,
    colorBgMask: 'rgba(32, 36, 42, 0.3)',
    boxShadowSecondary: '0 4px 16px rgba(32, 36, 42, 0.14), 0 0 1px rgba(32, 36, 42, 0.3)',
  },
  components: {
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 400 },
    Drawer: { paddingLG: 20, footerPaddingBlock: 10, footerPaddingInline: 20 },
    Modal: { titleFontSize: 16 },
    Tabs: { horizontalMargin: '0 0 12px 0', titleFontSize: 14 },
    Alert: { defaultPadding: '6px 12px' },
    Steps: { iconSize: 26 },
    Tooltip: { colorBgSpotlight: COLORS.ink },
  },
};
