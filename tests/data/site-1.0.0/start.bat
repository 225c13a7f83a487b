@echo off
chcp 65001 >nul
setlocal
cd /d "%~dp0"
set PYTHONUTF8=1
set "PY="
py -3 --version >nul 2>&1 && set "PY=py -3"
if not defined PY python --version >nul 2>&1 && set "PY=python"
if not defined PY goto nopython
%PY% build.py serve --open %*
if errorlevel 1 goto failed
exit /b 0

:nopython
echo 没有找到 Python。请从 Python 官方网站下载 3.11 或更新的版本安装，
echo 安装时勾选 Add python.exe to PATH，再双击一次。
pause
exit /b 2

:failed
echo.
echo 预览停了。如果上面写着原因，照着做了再双击一次。
pause
exit /b 1
