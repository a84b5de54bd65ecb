/*
 * Nanoseconds a bar of TA-Lib's C functions over fresh random bars, the median of the repeats. With TA-Lib's sources built:
 *   cc -O3 -I ta-lib/include benchmarks/talib.c -L ta-lib/lib -l ta_libc_csr -l ta_abstract_csr -l ta_func_csr -l ta_common_csr -l m
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <math.h>
#include "ta_libc.h"
#define REPEATS 9
static double *o,*h,*l,*c,*v,*a,*b2,*d;
static int *ia;
static double u(void){return rand()/(RAND_MAX+1.0);}
static void fill(int n){double p=100;for(int i=0;i<n;i++){o[i]=p;p*=1+(u()+u()+u()-1.5)*0.002;c[i]=p;h[i]=fmax(o[i],p)*(1+u()*0.0005);l[i]=fmin(o[i],p)*(1-u()*0.0005);v[i]=u()*100;}}
static double now(void){struct timespec t;clock_gettime(CLOCK_MONOTONIC,&t);return t.tv_sec*1e9+t.tv_nsec;}
static int cmp(const void*x,const void*y){double p=*(double*)x,q=*(double*)y;return p<q?-1:p>q;}
static int run(int k,int n){int s,m;switch(k){
case 0:return TA_SMA(0,n-1,c,20,&s,&m,a);
case 1:return TA_EMA(0,n-1,c,20,&s,&m,a);
case 2:return TA_WMA(0,n-1,c,20,&s,&m,a);
case 3:return TA_RSI(0,n-1,c,14,&s,&m,a);
case 4:return TA_MACD(0,n-1,c,12,26,9,&s,&m,a,b2,d);
case 5:return TA_BBANDS(0,n-1,c,20,2,2,0,&s,&m,a,b2,d);
case 6:return TA_ATR(0,n-1,h,l,c,14,&s,&m,a);
case 7:return TA_ADX(0,n-1,h,l,c,14,&s,&m,a);
case 8:return TA_STOCH(0,n-1,h,l,c,14,3,0,3,0,&s,&m,a,b2);
case 9:return TA_CCI(0,n-1,h,l,c,20,&s,&m,a);
case 10:return TA_MAX(0,n-1,c,20,&s,&m,a);
case 11:return TA_MIN(0,n-1,c,20,&s,&m,a);
case 12:return TA_STDDEV(0,n-1,c,20,1,&s,&m,a);
case 13:return TA_LINEARREG(0,n-1,c,14,&s,&m,a);
case 14:return TA_OBV(0,n-1,c,v,&s,&m,a);
case 15:return TA_MFI(0,n-1,h,l,c,v,14,&s,&m,a);
case 16:return TA_ROC(0,n-1,c,10,&s,&m,a);
}return 0;}
static void plain(int n){double s=0;for(int i=0;i<n;i++){s+=c[i];if(i>=20)s-=c[i-20];a[i]=i>=19?s/20:NAN;}}
static const char*names[]={"sma","ema","wma","rsi","macd","bbands","atr","adx","stoch","cci","max","min","stddev","linearreg","obv","mfi","roc"};
int main(int argc,char**argv){int n=argc>1?atoi(argv[1]):1000000;double t[18][REPEATS];TA_Initialize();
o=malloc(8*n);h=malloc(8*n);l=malloc(8*n);c=malloc(8*n);v=malloc(8*n);a=malloc(8*n);b2=malloc(8*n);d=malloc(8*n);
for(int r=0;r<REPEATS;r++){fill(n);for(int k=0;k<18;k++){double s=now();if(k<17)run(k,n);else plain(n);t[k][r]=(now()-s)/n;}}
for(int k=0;k<18;k++){qsort(t[k],REPEATS,8,cmp);printf("%s %.2f\n",k<17?names[k]:"plain",t[k][REPEATS/2]);}
return 0;}
