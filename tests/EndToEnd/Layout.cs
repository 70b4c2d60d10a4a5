using Microsoft.Playwright;

namespace SinglePointOfReferral.EndToEnd;

/// <summary>What a page looks like that nobody can read.</summary>
public static class Layout
{
    private const string UnseenFocus = """
        () => {
          const e = document.activeElement
          if (!e || e === document.body) return null
          const isSeen = style => style.boxShadow !== 'none' || style.outlineStyle === 'auto' || style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && !style.outlineColor.endsWith(', 0)')
          const label = e.labels?.[0]
          const styles = [getComputedStyle(e), ...(label ? [getComputedStyle(label, '::before'), getComputedStyle(label)] : []), ...[...e.children].map(c => getComputedStyle(c))]
          return styles.some(isSeen) ? null : e.outerHTML.slice(0, 120)
        }
        """;

    /// <summary>What makes the page scroll sideways; empty where it does not.</summary>
    public static Task<string[]> TooWide(IPage page) => page.EvaluateAsync<string[]>("""
        () => {
          const wide = document.documentElement.clientWidth
          if (document.documentElement.scrollWidth <= wide) return []
          const outside = [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > wide + 1)
          return outside.filter(e => ![...e.children].some(c => outside.includes(c))).slice(0, 3).map(e => e.outerHTML.slice(0, 120)).concat(outside.length ? [] : ['the page'])
        }
        """);

    /// <summary>What is cut off.</summary>
    public static Task<string[]> Clipped(IPage page) => page.EvaluateAsync<string[]>("""
        () => [...document.body.querySelectorAll('*')].filter(e => {
          const style = getComputedStyle(e)
          const hides = style.overflowX !== 'visible' && style.overflowX !== 'auto' && style.overflowX !== 'scroll' || style.overflowY === 'hidden' || style.overflowY === 'clip'
          const isThere = e.clientWidth > 2 && e.clientHeight > 2 && e.checkVisibility() && !e.matches('input, select, textarea')
          return hides && isThere && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)
        }).slice(0, 3).map(e => e.outerHTML.slice(0, 120))
        """);

    /// <summary>What has the focus without showing it; null where it shows, or where nothing has it.</summary>
    public static Task<string?> FocusThatIsNotSeen(IPage page) => page.EvaluateAsync<string?>(UnseenFocus);

    /// <summary>Whether one of these has the focus, and what has it without showing it.</summary>
    public static async Task<(bool IsThere, string? Unseen)> Focus(ILocator there)
    {
        var found = await there.EvaluateAllAsync<string?[]>($"all => [all.includes(document.activeElement) ? 'there' : null, ({UnseenFocus})()]");
        return (found[0] is not null, found[1]);
    }
}
