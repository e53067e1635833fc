import { useNavigation } from '#renderer/app/navigation.ts';

/** In 收支登记, for who is about to book 资本性支出: a fixed asset is bought elsewhere, with both entries and its card. */
export function BuyAssetLink() {
  const go = useNavigation((navigation) => navigation.go);
  return (
    <p className="asset-link">
      买的是固定资产，请用“购置入账”：支出和固定资产一次记好，并建卡片。
      <button type="button" className="text-button" onClick={() => go('ledger', { tab: 'assets', buy: 'yes' })}>
        去购置入账
      </button>
    </p>
  );
}
