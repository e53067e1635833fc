/**
 * Why this machine cannot show a window at all, whatever is installed: in Chinese, with the fact a developer needs;
 * undefined when nothing speaks against it.
 *
 * @param user the numeric user, undefined on Windows
 */
export function desktopObstacle(
  platform: NodeJS.Platform,
  environment: NodeJS.ProcessEnv,
  user: number | undefined,
): string | undefined {
  if (platform !== 'linux') return undefined;
  if (!environment['DISPLAY'] && !environment['WAYLAND_DISPLAY']) {
    return '这台机器没有图形界面（DISPLAY and WAYLAND_DISPLAY are not set）';
  }
  if (user === 0) return '不能以 root 身份打开桌面窗口（Electron refuses to run as root with its sandbox on）';
  return undefined;
}
