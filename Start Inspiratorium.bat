@echo off
rem Dobbeltklik på Windows. Double-click on Windows.
chcp 65001 >nul
title Inspiratorium
cd /d "%~dp0"

set "PYTHON="
py -3 -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul && set "PYTHON=py -3"
if not defined PYTHON python -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul && set "PYTHON=python"
if not defined PYTHON goto missing

%PYTHON% run.py %*
if errorlevel 1 pause
exit /b %errorlevel%

:missing
echo Inspiratorium bruger Python 3.11 eller nyere, og den er her ikke.
echo Hent den på https://www.python.org/downloads/, installer den, og dobbeltklik igen.
echo Er det kommunens computer, så bed it-afdelingen om at lægge Python ind.
echo (Inspiratorium needs Python 3.11 or newer. Get it there, install it, and double-click again.)
pause
exit /b 1
