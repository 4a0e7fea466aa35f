"""How a page words it that it is a list, a form, or still waits for a script."""

from __future__ import annotations

from typing import Final

from monitor.text.words import one_of

SIGN_IN: Final = one_of(
    r"""
    (?:please )?(?:log|sign)[ -]?in(?: (?:to|or) .{0,50})?
    login
    anmelden
    einloggen
    se connecter
    connexion
    iniciar sesión
    accedi
    entrar
    вход
    войти
    увійти
    ログイン
    로그인
    登录
    登入
    """
)

SEARCH: Final = one_of(
    r"""
    search(?: results)?(?: (?:for|of)\b.{0,80}|:.{0,80})?
    \d* ?results for .{0,80}
    suchergebnisse.{0,60}
    résultats? de (?:la )?recherche.{0,60}
    resultados de (?:la )?búsqueda.{0,60}
    результаты поиска.{0,60}
    (?:.{0,40}の)?検索結果.{0,20}
    검색 ?결과.{0,20}
    搜索结果.{0,20}
    """
)

NEEDS_SCRIPT: Final = one_of(
    r"""
    (?:enable|turn on|activate|requires?|need|without|with|allow) [^.]{0,30}\bjavascript
    javascript [^.]{0,40}(?:disabled|required|enabled|enable|off)
    javascript[^.]{0,40}(?:aktivieren|aktivier|activ|habilit|attiv|включ|увімк|有効|활성|启用|啟用|开启)
    (?:aktivieren|activez|active|habilite|attiva|включите|увімкніть|启用)[^.]{0,30}javascript
    """
)

LOADING: Final = one_of(
    r"""
    (?:loading|lädt|chargement|cargando|caricamento|carregando|загрузка|завантаження|読み込み中|로딩|加载中\
    )[\s.…]*
    """
)
